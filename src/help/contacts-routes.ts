import { isDeepStrictEqual } from 'node:util'

import { type Request, type Response, Router } from 'express'

import { ConflictError, ForbiddenError, MalformedRequestError } from '../errors/index.ts'
import { type Clock, createToken, type Day, dayOf } from '../runtime/index.ts'
import type { AreaId, SchoolDirectory } from '../schools/index.ts'
import type { Allow } from '../staff/index.ts'
import { type RenderPage, textField, type Texts } from '../web/index.ts'
import { type AskedContacts, contactsPage } from './contacts-page.ts'
import type { HelpBook } from './help-book.ts'
import { type Draft, type Parsed, parseFacility, parseHotline } from './help-form.ts'
import type { HelpPages } from './help-pages.ts'
import type { HelpRecord, HelpRecordId, Hotline } from './help-record.ts'
import { confirm } from './last-checked.ts'
import { paths } from './paths.ts'
import { CHILD_HOTLINE } from './shipped-hotlines.ts'

export interface ContactsRoutesDeps {
  readonly book: HelpBook
  readonly directory: SchoolDirectory
  readonly allow: Allow
  readonly clock: Clock
  readonly texts: Texts
  readonly renderPage: RenderPage<HelpPages>
}

/** `/contacts`: hotlines of the province and places that help in an area. */
export function contactsRoutes(deps: ContactsRoutesDeps): Router {
  const router = Router()
  router.get('/', (req, res) =>
    showContacts(deps, res, { savedId: textField(req.query, 'saved', 100) }),
  )
  router.post('/hotlines', (req, res) => saveHotline(deps, req, res))
  router.post('/facilities', (req, res) => saveFacility(deps, req, res))
  router.post('/checked', (req, res) => confirmContact(deps, req, res))
  return router
}

async function showContacts(
  deps: ContactsRoutesDeps,
  res: Response,
  { refused, savedId }: Pick<AskedContacts, 'refused' | 'savedId'> = {},
): Promise<void> {
  const { book, texts, renderPage } = deps
  const areas = await areasFor(deps, res)
  const mayEditHotlines = await mayEdit(deps, res)
  const [hotlines, facilities] = [book.hotlines(), book.facilities()]
  const seen = { hotlines, facilities, areas, mayEditHotlines, refused, savedId }
  const asked = { ...seen, freshId: newId(), today: todayOf(deps) }
  renderPage(res, 'help/contacts', contactsPage(asked, texts))
}

async function areasFor(deps: ContactsRoutesDeps, res: Response) {
  const all = deps.directory.areas()
  if (await mayEdit(deps, res)) return all
  const allowed = await Promise.all(all.map(({ id }) => mayEdit(deps, res, id)))
  return all.filter((_, index) => allowed[index])
}

async function mayEdit(
  { allow }: ContactsRoutesDeps,
  res: Response,
  areaId?: AreaId,
): Promise<boolean> {
  try {
    await allow(res, 'help.edit', areaId ? { areaId } : {})
    return true
  } catch (error) {
    if (error instanceof ForbiddenError) return false
    throw error
  }
}

const HOTLINE_FIELDS = ['name', 'number', 'url', 'about', 'order', 'isShown']
const FACILITY_FIELDS = ['name', 'phone', 'address', 'area', 'isShown']

async function saveHotline(deps: ContactsRoutesDeps, req: Request, res: Response): Promise<void> {
  await deps.allow(res, 'help.edit', {})
  const typed = draftOf(req, HOTLINE_FIELDS)
  const { id, revision } = keyOf(req, (one) => isHotline(deps, one))
  // Its form has neither field.
  const fixed = id === CHILD_HOTLINE ? { number: CHILD_HOTLINE, isShown: 'yes' } : {}
  const draft = { ...typed, ...fixed }
  await finish(deps, res, {
    parsed: parseHotline(draft, { id, revision, checkedOn: todayOf(deps) }),
    draft,
    isNew: revision === 1 && !isHotline(deps, id),
    key: 'new-hotline',
    id,
  })
}

async function saveFacility(deps: ContactsRoutesDeps, req: Request, res: Response): Promise<void> {
  const draft = draftOf(req, FACILITY_FIELDS)
  const { id, revision } = keyOf(req, (one) => facilityOf(deps, one) !== undefined)
  const before = facilityOf(deps, id)
  // Who takes it out of an area answers for that one too.
  if (before) await deps.allow(res, 'help.edit', { areaId: before.areaId })
  const key = { id, revision, checkedOn: todayOf(deps) }
  const parsed = parseFacility(draft, key, deps.directory.areaById)
  if ('record' in parsed) await deps.allow(res, 'help.edit', { areaId: parsed.record.areaId })
  await finish(deps, res, { parsed, draft, isNew: !before, key: 'new-facility', id })
}

async function confirmContact(deps: ContactsRoutesDeps, req: Request, res: Response) {
  const { book, allow } = deps
  const id = textField(req.body, 'id', 100) as HelpRecordId | undefined
  const find = () => [...book.hotlines(), ...book.facilities()].find((one) => one.id === id)
  const record = find()
  await allow(res, 'help.edit', record?.kind === 'facility' ? { areaId: record.areaId } : {})
  if (!record) throw new MalformedRequestError('malformed-request', { field: 'id' })
  await confirm(book, { find, seen: nextRevisionOf(req) - 1, today: todayOf(deps) })
  res.redirect(303, savedUrl(record.id))
}

export function todayOf({ clock }: Pick<ContactsRoutesDeps, 'clock'>): Day {
  return dayOf(clock.now())
}

interface Sent {
  readonly parsed: Parsed<HelpRecord>
  readonly draft: Draft
  readonly isNew: boolean
  readonly key: string
  readonly id: HelpRecordId
}

/** Whoever was faster keeps the record; what was typed stays in the form. */
async function finish(deps: ContactsRoutesDeps, res: Response, sent: Sent): Promise<void> {
  const { parsed, draft, isNew, id } = sent
  const key = isNew ? sent.key : id
  if ('problems' in parsed) {
    res.status(422)
    await showContacts(deps, res, { refused: { key, draft, problems: parsed.problems } })
    return
  }
  try {
    await deps.book.save(parsed.record)
  } catch (error) {
    if (!(error instanceof ConflictError)) throw error
    await deps.book.reload()
    if (isThere(deps, parsed.record)) {
      res.redirect(303, savedUrl(id))
      return
    }
    res.status(409)
    const problems = [{ field: 'name', code: error.code }]
    await showContacts(deps, res, { refused: { key, draft, problems } })
    return
  }
  res.redirect(303, savedUrl(id))
}

function savedUrl(id: HelpRecordId): string {
  return `${paths.contacts}?saved=${encodeURIComponent(id)}`
}

/** The very same has been saved: its button was pressed twice. */
function isThere({ book }: ContactsRoutesDeps, record: HelpRecord): boolean {
  const records: readonly HelpRecord[] = [...book.hotlines(), ...book.facilities()]
  return records.some((one) => isDeepStrictEqual(one, record))
}

const LONGEST = 1000

export function draftOf({ body }: Request, names: readonly string[]): Draft {
  return Object.fromEntries(names.map((name) => [name, textField(body, name, LONGEST) ?? '']))
}

/** Of the record that the person saw, one on. */
export function nextRevisionOf({ body }: Request): number {
  const text = textField(body, 'revision', 6) ?? ''
  if (!/^\d{1,6}$/.test(text)) throw new MalformedRequestError('malformed-request')
  return Number(text) + 1
}

function keyOf(req: Request, isKnown: (id: HelpRecordId) => boolean) {
  const id = textField(req.body, 'id', 100) as HelpRecordId | undefined
  if (id === undefined || (FRESH_ID.test(id) && !isKnown(id))) {
    return { id: id ?? newId(), revision: 1 }
  }
  if (!isKnown(id)) throw new MalformedRequestError('malformed-request', { field: 'id' })
  return { id, revision: nextRevisionOf(req) }
}

const FRESH_ID = /^h-[\w-]{12}$/

function newId(): HelpRecordId {
  return `h-${createToken().slice(0, 12)}` as HelpRecordId
}

function isHotline({ book }: ContactsRoutesDeps, id: HelpRecordId): boolean {
  return book.hotlines().some((one: Hotline) => one.id === id)
}

function facilityOf({ book }: ContactsRoutesDeps, id: HelpRecordId) {
  return book.facilities().find((one) => one.id === id)
}
