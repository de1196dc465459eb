import { expect } from 'chai'
import type { Express } from 'express'

import { createApp } from '../../src/app.ts'
import type { Day } from '../../src/runtime/index.ts'
import { type Action, actionsOf, permissionOf, type Role, ROLES } from '../../src/staff/index.ts'
import { formTokenOf, type Visit, visitIdOf } from '../../src/web/index.ts'
import { aPeriod, aPlannedPeriod } from '../support/a-period.ts'
import { aHeldSession } from '../support/a-province.ts'
import { aRegistration } from '../support/a-registration.ts'
import { anArea, aSchool } from '../support/a-school.ts'
import { aVisit } from '../support/a-visit.ts'
import { anAccount } from '../support/an-account.ts'
import { type Listed, routesOf } from '../support/routes-of.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'

/** Doors that need no visit, and why each may stand open. */
const OPEN_DOORS: readonly (readonly [RegExp, string])[] = [
  [/^\/(assets|media)\//, 'files that are the same for everybody'],
  [/^\/health\//, 'says only whether it works'],
  [/^\/lti\//, 'proves itself by the platform’s signature'],
  [/^\/(help|exit)$/, 'help must never be refused'],
  [/^\/api\/v1\//, 'asks for a token (test/api)'],
  [/^\/sign-in(\/|$)/, 'the door itself'],
  [/^\/open\//, 'modules for parents: for everybody, and no cookie is read (test/open)'],
  [/^\/certificates\//, 'answers whoever holds the paper (test/certificates)'],
  [
    /^\/present\/(start|runs\/|phone\/)/,
    'opens one run by its code or its token (test/sessions/present)',
  ],
]

const SCHOOL = aSchool()
const SESSION = aHeldSession({ state: 'held' })
const TARGET = anAccount()

/** What stands for each parameter of a path: records that are there. */
function sampleOf(path: string): string {
  const id = path.startsWith('/sessions')
    ? SESSION.id
    : path.startsWith('/staff')
      ? TARGET.id
      : path.startsWith('/periods')
        ? aPeriod().id
        : path.startsWith('/platforms')
          ? aRegistration().id
          : 'B5'
  return path
    .replace(':id', id)
    .replace(':code', SCHOOL.code)
    .replace(':position', '1')
    .replace(':questionId', 'q1')
    .replace(':draft', 'd'.repeat(43))
    .replace(':preview', 'd'.repeat(43))
    .replace(':file', 'a.svg')
}

/** Lists are asked for a place that reaches no further than the commune. */
const PLACE_OF: Readonly<Record<string, string>> = {
  '/schools': `?area=${anArea().id}`,
  '/coverage/not-yet.txt': `?area=${anArea().id}`,
  '/coverage/export.xlsx': `?area=${anArea().id}`,
}

type Walker = 'nobody' | 'learner' | 'lti-teacher' | Role

const WALKERS: readonly Walker[] = ['nobody', 'learner', 'lti-teacher', ...ROLES]
const AT_SCHOOL: readonly Walker[] = ['teacher', 'coordinator', 'principal']

describe('every route with every role', function () {
  this.timeout(60_000) // some sixty routes by a dozen people
  let world: TestApp
  let app: Express

  before(async () => {
    world = await startTestApp()
    app = createApp(world.deps)
    await fill(world)
  })
  after(() => world.stop())

  const listed = () => routesOf(app)
  const isOpen = ({ path }: Listed) => OPEN_DOORS.some(([door]) => door.test(path))
  const guarded = () => listed().filter((route) => !isOpen(route))

  it('is named by the permission table, or is a door that is open for a reason', () => {
    const unnamed = guarded().filter(({ method, path }) => actionsOf(method, path).length === 0)
    expect(unnamed).to.deep.equal([])
    expect(guarded().length).to.be.greaterThan(40)
  })

  it('finds a reason for every open door, and an address for every line of the table', () => {
    const idle = OPEN_DOORS.filter(([door]) => !listed().some(({ path }) => door.test(path)))
    expect(idle.map(([, why]) => why)).to.deep.equal([])
    const known = new Set(listed().map(({ method, path }) => `${method} ${path}`))
    const actions = guarded().flatMap(({ method, path }) => actionsOf(method, path))
    const named = [...new Set(actions)].flatMap((action) => permissionOf(action).routes)
    expect(named.filter((route) => !known.has(route))).to.deep.equal([])
  })

  for (const walker of WALKERS) {
    it(`lets a ${walker} in where the table says so, and nowhere else`, async () => {
      const wrong: string[] = []
      for (const route of guarded()) {
        const status = await knock(world, walker, route)
        const expected = isAllowed(walker, route)
        const isRefused = status === 401 || status === 403 || status === SENT_TO_SIGN_IN
        if (isRefused === expected) wrong.push(`${route.method} ${route.path}: ${status}`)
        if (status >= 500) wrong.push(`${route.method} ${route.path}: ${status}`)
      }
      expect(wrong).to.deep.equal([])
    })
  }

  it('does not know an address that the table does not name', async () => {
    const visit = await enter(world, 'administrator')
    for (const path of ['/nowhere', '/coverage/secret', '/staff/a/b/c', '/sessions/new/more']) {
      expect((await send(world, visit, { method: 'GET', path })).status, path).to.equal(404)
    }
  })
})

function isAllowed(walker: Walker, { method, path }: Listed): boolean {
  if (walker === 'nobody') return false
  return actionsOf(method, path).some((action) => isHolder(walker, action))
}

function isHolder(walker: Exclude<Walker, 'nobody'>, action: Action): boolean {
  const holders: readonly string[] = permissionOf(action).holders
  const isAccount = walker !== 'learner' && walker !== 'lti-teacher'
  return holders.includes(walker) || (isAccount && holders.includes('account'))
}

/** A school with a session of the LMS's teacher, an open period, somebody to be looked after. */
async function fill({ deps }: TestApp): Promise<void> {
  const { storage, requirements, lti } = deps
  await storage.areas.saveAll([anArea()])
  await storage.schools.saveAll([SCHOOL])
  await deps.directory.reload()
  await storage.accounts.add(TARGET)
  await lti.registry.add(aRegistration())
  const enteredBy = { kind: 'lti', personKey: aVisit().learnerKey } as const
  await storage.sessions.add({ ...SESSION, enteredBy })
  await requirements.service.add(aPlannedPeriod())
  await requirements.service.open(aPeriod().id)
  const binding = await deps.bindings.bindingOf(aVisit().origin!)
  const by = { id: TARGET.id, name: TARGET.name }
  await deps.bindings.assign({ ...binding, schoolId: SCHOOL.id, by })
}

// A redirect to the door, told apart from all others.
const SENT_TO_SIGN_IN = 399

async function knock(world: TestApp, walker: Walker, route: Listed): Promise<number> {
  const visit = walker === 'nobody' ? undefined : await enter(world, walker)
  const path = `${sampleOf(route.path)}${PLACE_OF[route.path] ?? ''}`
  const { status, location } = await send(world, visit, { ...route, path })
  return status === 303 && location.startsWith('/sign-in?next=')
    ? SENT_TO_SIGN_IN
    : status === 303 && location === '/sign-in' && walker === 'nobody'
      ? SENT_TO_SIGN_IN
      : status
}

interface Entered {
  readonly visit: Visit
  readonly token: string
}

let entered = 0

/** Somebody with this one role where it reaches the school, at a machine of his own. */
async function enter({ deps }: TestApp, walker: Exclude<Walker, 'nobody'>): Promise<Entered> {
  entered += 1
  const token = String(entered).padStart(43, 'v')
  const expiresAt = new Date(deps.clock.now().getTime() + 60_000)
  const base = { id: visitIdOf(token), expiresAt }
  const visit =
    walker === 'learner'
      ? aVisit(base)
      : walker === 'lti-teacher'
        ? aVisit({ ...base, role: 'staff' })
        : aVisit({ ...base, role: 'staff', accountId: await accountOf(deps, walker) })
  await deps.storage.visits.add(visit)
  return { visit, token }
}

async function accountOf(deps: TestApp['deps'], role: Role): Promise<string> {
  const email = `${role}.${entered}@so.example`
  const place = AT_SCHOOL.includes(role)
    ? { schoolId: SCHOOL.id }
    : role === 'commune-official'
      ? { areaId: anArea().id }
      : {}
  const grant = { role, from: '2020-01-01' as Day, ...place }
  return (await deps.staff.service.add({ email, name: 'Người Đi', grant })).id
}

async function send(
  { url, deps }: TestApp,
  person: Entered | undefined,
  { method, path }: Listed,
): Promise<{ readonly status: number; readonly location: string }> {
  const cookie = person ? `${deps.cookieShape.name('lachan-visit')}=${person.token}` : ''
  const form = { _visit: person ? formTokenOf(person.visit, deps.formMac) : '' }
  const response = await fetch(`${url}${path}`, {
    method,
    redirect: 'manual',
    headers: { accept: 'text/html', cookie },
    ...(method === 'POST' && { body: new URLSearchParams(form) }),
  })
  await response.arrayBuffer()
  return { status: response.status, location: response.headers.get('location') ?? '' }
}
