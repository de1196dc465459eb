import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'

import express, { type Express } from 'express'

import { bindingRoutes, type Bindings, createBindings } from '../../src/bindings/index.ts'
import { createRegistry, type Registration } from '../../src/lti/index.ts'
import { createMac } from '../../src/runtime/index.ts'
import { type Area, createSchoolDirectory, type School } from '../../src/schools/index.ts'
import { type Account, createStaff, type Grant, type Staff } from '../../src/staff/index.ts'
import { createSqliteStorage, type SqliteStorage } from '../../src/storage/sqlite/index.ts'
import {
  type ContextKey,
  createAssets,
  createCookieShape,
  createRenderer,
  createTexts,
  createVisitCookie,
  csrfProtection,
  errorHandler,
  formBody,
  notFound,
  requestContext,
  securityHeaders,
  type Visit,
  visitIdOf,
  visits,
} from '../../src/web/index.ts'
import { aClock, type TestClock } from './a-clock.ts'
import { aLogger } from './a-logger.ts'
import { aRegistration } from './a-registration.ts'
import { anArea, aSchool } from './a-school.ts'
import { aVisit } from './a-visit.ts'
import { aWalker, type Walker } from './a-walker.ts'
import { sharedWriter } from './a-writer.ts'

interface Options {
  readonly areas?: readonly Area[]
  readonly schools?: readonly School[]
  readonly registrations?: readonly Registration[]
}

export interface StaffApp {
  readonly url: string
  readonly storage: SqliteStorage
  readonly staff: Staff
  readonly bindings: Bindings
  readonly clock: TestClock
  readonly logLines: readonly string[]
  /** What coverage was told of, in order. */
  readonly counted: readonly (readonly [ContextKey, string])[]
  /** Somebody at a machine of their own, signed in by a link. */
  enter(account: Account): Promise<Walker>
  add(email: string, ...grants: readonly Grant[]): Promise<Account>
  /** The cookie of a visit that did not begin with an account. */
  cookieOf(visit: Partial<Visit>): Promise<string>
  /** Reads schools and registrations again. */
  reload(): Promise<void>
  stop(): Promise<void>
}

const secret = Buffer.alloc(32, 7)

/** Accounts and bindings on a real store, mounted in the order of the real app. */
export async function startStaffApp(options: Options = {}): Promise<StaffApp> {
  const folder = mkdtempSync(path.join(tmpdir(), 'lachan-'))
  const storage = createSqliteStorage({ folder, writer: sharedWriter })
  await storage.areas.saveAll(options.areas ?? [anArea()])
  await storage.schools.saveAll(options.schools ?? [aSchool()])
  for (const one of options.registrations ?? [aRegistration()]) {
    await storage.lti.registrations.add(one)
  }
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const parts = await createParts(storage, url)
  server.on('request', parts.app)
  return {
    ...parts,
    url,
    storage,
    async enter(account) {
      const walker = aWalker()
      const token = await parts.staff.service.createLink(account)
      await walker.press(await walker.open(`${url}/sign-in/link/${token}`), 'form')
      return walker
    },
    async add(email, ...[grant, ...more]) {
      const { service } = parts.staff
      let account = await service.add({ email, name: 'Nguyễn Thị Lan', grant: grant! })
      for (const one of more) account = await service.addGrant(account, one)
      return account
    },
    async cookieOf(visit) {
      const token = 'A'.repeat(43)
      await storage.visits.add(aVisit({ ...visit, id: visitIdOf(token) }))
      return `lachan-visit=${token}`
    },
    async stop() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await storage.close()
      rmSync(folder, { recursive: true })
    },
  }
}

async function createParts(storage: SqliteStorage, url: string) {
  const { logger, lines } = aLogger()
  const clock = aClock()
  const texts = createTexts()
  const assets = createAssets()
  const { renderPage } = createRenderer({ texts, assetUrl: assets.url })
  const cookieShape = createCookieShape(url)
  const formMac = createMac(secret)
  const directory = createSchoolDirectory({ ...storage, logger })
  const registry = createRegistry({ registrations: storage.lti.registrations, logger })
  const reload = async () => {
    await directory.reload()
    await registry.reload()
  }
  await reload()
  const web = { texts, renderPage, cookieShape, visitCookie: createVisitCookie(cookieShape) }
  const base = { ...storage, ...web, formMac, clock, logger, directory, registry, publicUrl: url }
  const counted: (readonly [ContextKey, string])[] = []
  const bindings = createBindings({
    ...base,
    onAssigned: (contextKey, schoolId) => {
      counted.push([contextKey, schoolId])
      return Promise.resolve()
    },
  })
  const staff = createStaff({ ...base, schoolOf: bindings.schoolOf })
  const app = anApp({ ...base, assets, staff, bindingsService: bindings })
  return { app, staff, bindings: bindings, clock, logLines: lines, counted, reload }
}

type Base = Parameters<typeof visits>[0] &
  Parameters<typeof errorHandler>[0] &
  Parameters<typeof csrfProtection>[0] &
  Omit<Parameters<typeof bindingRoutes>[0], 'service' | 'allow' | 'mayAnywhere'>

function anApp(
  parts: Omit<Base, 'mac'> & {
    readonly assets: ReturnType<typeof createAssets>
    readonly staff: Staff
    readonly bindingsService: Bindings
    readonly formMac: ReturnType<typeof createMac>
  },
): Express {
  const { staff, publicUrl, formMac } = parts
  const app = express()
  app.set('query parser', 'simple')
  app.use(requestContext(parts))
  app.use(securityHeaders({ publicUrl, frameOrigins: () => [] }))
  app.use('/assets', parts.assets.router)
  app.use(staff.door)
  app.use(visits(parts), staff.guard)
  app.use(formBody(), csrfProtection({ publicUrl, mac: formMac }))
  app.use(staff.router)
  app.use('/bindings', bindingRoutes({ ...parts, ...staff, service: parts.bindingsService }))
  app.use(notFound(), errorHandler(parts))
  return app
}
