import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { load } from 'cheerio'
import express, { type Express } from 'express'

import { createBindings } from '../../src/bindings/index.ts'
import { createRegistry } from '../../src/lti/index.ts'
import { createMac, createToken, type Day } from '../../src/runtime/index.ts'
import { createSchoolDirectory, type School, type SchoolId } from '../../src/schools/index.ts'
import {
  createSessions,
  type Session,
  type Sessions,
  type SessionService,
} from '../../src/sessions/index.ts'
import { type Account, createStaff, type Grant, type Staff } from '../../src/staff/index.ts'
import { createSqliteStorage, type SqliteStorage } from '../../src/storage/sqlite/index.ts'
import {
  createAssets,
  createCookieShape,
  createRenderer,
  createTexts,
  createVisitCookie,
  csrfProtection,
  errorHandler,
  formBody,
  formTokenOf,
  type LearnerKey,
  notFound,
  requestContext,
  securityHeaders,
  type Visit,
  type VisitCookie,
  visitIdOf,
  visits,
} from '../../src/web/index.ts'
import { anOrigin } from './a-binding.ts'
import { aClock, type TestClock } from './a-clock.ts'
import { aLogger } from './a-logger.ts'
import { aCatalogue, aModule } from './a-module.ts'
import { aRegistration } from './a-registration.ts'
import { anArea, aSchool } from './a-school.ts'
import { LTI_TEACHER } from './a-session.ts'
import { aVisit } from './a-visit.ts'
import { aWalker, type Walked, type Walker } from './a-walker.ts'
import { sharedWriter } from './a-writer.ts'

interface Options {
  readonly schools?: readonly School[]
  readonly whyNotCounted?: (session: Session) => Promise<readonly string[]>
  readonly isInOpenPeriod?: (day: Day) => Promise<boolean>
}

type Granted = Omit<Grant, 'from'> & Partial<Pick<Grant, 'from'>>

export interface SessionsApp {
  readonly url: string
  readonly storage: SqliteStorage
  readonly clock: TestClock
  readonly service: SessionService
  /** What coverage was told of, in order. */
  readonly told: readonly (readonly [SchoolId, Day])[]
  readonly logLines: readonly string[]
  /** Somebody with an account, signed in at a machine of their own; the grants count where the name is new. */
  enter(name: string, ...grants: readonly Granted[]): Promise<Walker>
  /** The same as an address that signs a browser in. */
  doorFor(name: string, ...grants: readonly Granted[]): Promise<string>
  /** A teacher come from course 2 of the LMS. */
  launch(visit?: Partial<Visit>): Promise<Walker>
  /** A pupil of that course. */
  learn(): Promise<Walker>
  /** A press that no page offers, with the proof that pages of this person carry. */
  send(who: Walker, path: string, fields?: Readonly<Record<string, string>>): Promise<Walked>
  /** An officer says which school course 2 is of. */
  assign(school: School): Promise<void>
  /** The sessions of a school, latest first. */
  stored(school?: School): Promise<readonly Session[]>
  stop(): Promise<void>
}

const TEACHER_KEY = LTI_TEACHER.personKey as string as LearnerKey
const VISIT_MS = 60 * 60 * 1000
const secret = Buffer.alloc(32, 7)
const A_DAY = '2026-09-01' as Day

/** Sessions with real accounts and bindings on a real store, mounted in the order of the real app. */
export async function startSessionsApp(options: Options = {}): Promise<SessionsApp> {
  const folder = mkdtempSync(path.join(tmpdir(), 'lachan-'))
  const storage = createSqliteStorage({ folder, writer: sharedWriter })
  await storage.areas.saveAll([anArea()])
  await storage.schools.saveAll(options.schools ?? [aSchool()])
  await storage.lti.registrations.add(aRegistration())
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const parts = await createParts({ storage, url, options })
  server.on('request', parts.app)
  const accounts = new Map<string, Account>()
  const proofs = new WeakMap<Walker, string>()
  async function begin(person: Visit) {
    const token = createToken()
    const expiresAt = new Date(parts.clock.now().getTime() + VISIT_MS)
    const visit = { ...person, id: visitIdOf(token), expiresAt }
    await storage.visits.add(visit)
    return { visit, door: `${url}/launched/${token}` }
  }
  async function admit(person: Visit): Promise<Walker> {
    const { visit, door } = await begin(person)
    const walker = aWalker()
    await walker.open(door)
    proofs.set(walker, formTokenOf(visit, createMac(secret)))
    return walker
  }
  async function signedIn(name: string, grants: readonly Granted[]): Promise<Visit> {
    const account = accounts.get(name) ?? (await addAccount(parts.staff, name, grants))
    accounts.set(name, account)
    const { origin: _none, ...visit } = aVisit({ role: 'staff', accountId: account.id })
    return visit
  }
  return {
    ...parts,
    url,
    storage,
    launch: (visit = {}) =>
      admit(aVisit({ role: 'staff', learnerKey: TEACHER_KEY, origin: anOrigin(), ...visit })),
    learn: () => admit(aVisit({ origin: anOrigin() })),
    send(who, path, fields = {}) {
      const form = load(`<form method="post" action="${path}"></form>`)
      const page = { url: new URL(url), status: 200, $: form }
      return who.press(page, 'form', { _visit: proofs.get(who)!, ...fields })
    },
    enter: async (name, ...grants) => admit(await signedIn(name, grants)),
    doorFor: async (name, ...grants) => (await begin(await signedIn(name, grants))).door,
    stored: ({ id } = aSchool()) =>
      storage.sessions.listOfSchool(id, '2024-01-01' as Day, '2028-12-31' as Day),
    async stop() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await storage.close()
      rmSync(folder, { recursive: true })
    },
  }
}

async function addAccount(
  { service }: Staff,
  name: string,
  grants: readonly Granted[],
): Promise<Account> {
  const [grant, ...more] = grants.map((one) => ({ from: A_DAY, ...one }))
  const email = `${createToken().slice(0, 8).toLowerCase()}@truong.example`
  let account = await service.add({ email, name, grant: grant! })
  for (const one of more) account = await service.addGrant(account, one)
  return account
}

interface Making {
  readonly storage: SqliteStorage
  readonly url: string
  readonly options: Options
}

async function createParts({ storage, url, options }: Making) {
  const { logger, lines } = aLogger()
  const clock = aClock()
  const texts = createTexts()
  const assets = createAssets()
  const { renderPage } = createRenderer({ texts, assetUrl: assets.url })
  const cookieShape = createCookieShape(url)
  const formMac = createMac(secret)
  const directory = createSchoolDirectory({ ...storage, logger })
  const registry = createRegistry({ registrations: storage.lti.registrations, logger })
  await Promise.all([directory.reload(), registry.reload()])
  const web = { texts, renderPage, cookieShape, visitCookie: createVisitCookie(cookieShape) }
  const base = { ...storage, ...web, formMac, clock, logger, directory, registry, publicUrl: url }
  const told: (readonly [SchoolId, Day])[] = []
  const bindings = createBindings({
    ...base,
    async onAssigned(contextKey, schoolId) {
      await sessions.service.creditContext(contextKey, schoolId)
    },
  })
  const staff = createStaff({ ...base, schoolOf: bindings.schoolOf })
  const sessions = createSessions({
    ...base,
    ...staff,
    catalogue: aCatalogue(aModule()),
    onSessionChanged: (schoolId, day) => Promise.resolve(void told.push([schoolId, day])),
    ...(options.whyNotCounted && { whyNotCounted: options.whyNotCounted }),
    ...(options.isInOpenPeriod && { isInOpenPeriod: options.isInOpenPeriod }),
  })
  const assign = async (school: School) => {
    const binding = await bindings.bindingOf(anOrigin())
    const by = { id: 'account-9', name: 'Trần Văn Minh' }
    await bindings.assign({ ...binding, schoolId: school.id, by })
  }
  const app = anApp({ ...base, assets, staff, sessions })
  return { app, staff, service: sessions.service, clock, told, logLines: lines, assign }
}

interface Mounted {
  readonly assets: ReturnType<typeof createAssets>
  readonly staff: Staff
  readonly sessions: Sessions
  readonly publicUrl: string
  readonly formMac: ReturnType<typeof createMac>
  readonly visitCookie: VisitCookie
}

function anApp(
  parts: Mounted & Parameters<typeof visits>[0] & Parameters<typeof errorHandler>[0],
): Express {
  const { staff, sessions, assets, publicUrl, formMac, visitCookie } = parts
  const app = express()
  app.set('query parser', 'simple')
  app.use(requestContext(parts))
  app.use(securityHeaders({ publicUrl, frameOrigins: () => [] }))
  app.use('/assets', assets.router)
  app.get('/launched/:token', (req, res) => {
    visitCookie.set(res, req.params.token)
    res.end()
  })
  app.use(visits(parts), staff.guard)
  app.use(formBody(), csrfProtection({ publicUrl, mac: formMac }), staff.bar)
  app.use('/sessions', sessions.router)
  app.use(notFound(), errorHandler(parts))
  return app
}
