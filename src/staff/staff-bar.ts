import type { StaffBar, TextKey, Texts, VisitTask } from '../web/index.ts'
import type { Grant } from './account.ts'
import type { Actor } from './actor.ts'
import { grantsWith } from './can.ts'
import { paths } from './paths.ts'
import type { Action } from './permissions.ts'

interface Entry {
  readonly url: string
  readonly label: TextKey
  readonly action: Action
  /**
   * What its page asks of the grant, which a grant for one school may not be: the whole province, or at least an area.
   * None: the page shows what the grant reaches.
   */
  readonly reach?: 'area' | 'province'
}

/** In the order of a working day. */
const ENTRIES: readonly Entry[] = [
  { url: '/coverage', label: 'staff.bar.coverage', action: 'coverage.read' },
  { url: '/sessions', label: 'staff.bar.sessions', action: 'session.read' },
  { url: '/modules', label: 'staff.bar.modules', action: 'module.preview' },
  { url: '/editing', label: 'staff.bar.editing', action: 'content.edit', reach: 'province' },
  { url: '/schools', label: 'staff.bar.schools', action: 'school.import', reach: 'province' },
  { url: '/bindings', label: 'staff.bar.bindings', action: 'binding.read' },
  { url: '/platforms', label: 'staff.bar.platforms', action: 'platform.manage', reach: 'province' },
  { url: '/platforms/scores', label: 'staff.bar.scores', action: 'score.read' },
  { url: '/periods', label: 'staff.bar.periods', action: 'period.manage', reach: 'province' },
  { url: '/contacts', label: 'staff.bar.contacts', action: 'help.edit', reach: 'area' },
  { url: paths.list, label: 'staff.bar.staff', action: 'staff.manage', reach: 'province' },
]

/** Of whoever came by a launch: the store is not asked, since a page costs one trip only. */
const OF_TEACHERS: readonly Action[] = ['session.read', 'module.preview']

/** The way back to a choice that the LMS waits for. */
const CHOICE: Entry = { url: '/links', label: 'staff.bar.links', action: 'link.choose' }

interface Shown {
  readonly path: string
  readonly task?: VisitTask | undefined
}

/** Undefined for pupils and strangers. */
export function staffBarOf(
  actor: Actor,
  { path, task }: Shown,
  texts: Texts,
): StaffBar | undefined {
  if (actor.kind === 'learner' || actor.kind === 'nobody') return undefined
  const first = task?.kind === 'deep-linking' ? [CHOICE] : []
  const entries = [...first, ...ENTRIES.filter((entry) => isFor(actor, entry))]
  // Of two that fit, the longer address is where one is: `/platforms/scores` lies below `/platforms`.
  const [here] = entries
    .filter(({ url }) => path === url || path.startsWith(`${url}/`))
    .toSorted((one, other) => other.url.length - one.url.length)
  const links = entries.map((entry) => ({
    url: entry.url,
    label: texts.t(entry.label),
    isHere: entry === here,
  }))
  if (actor.kind === 'lti-teacher') return { links }
  return { links, account: { name: actor.name, url: paths.me, signOutAction: paths.signOut } }
}

function isFor(actor: Actor, { action, reach }: Entry): boolean {
  if (actor.kind === 'lti-teacher') return OF_TEACHERS.includes(action)
  return grantsWith(actor, action).some((grant) => reachesFar(grant, reach))
}

function reachesFar({ schoolId, areaId }: Grant, reach: Entry['reach']): boolean {
  if (reach === undefined) return true
  return schoolId === undefined && (reach === 'area' || areaId === undefined)
}
