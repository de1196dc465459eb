import { course, type DemoLms, startDemoLms } from '../../scripts/demo-lms/index.ts'
import type { Module } from '../../src/catalogue/index.ts'
import { type Config, readConfig } from '../../src/config/index.ts'
import {
  createDependencies,
  type Dependencies,
  openStorage,
  type Storage,
} from '../../src/dependencies.ts'
import { addressesOf, type Registration, toRegistration } from '../../src/lti/index.ts'
import { addDays, dayOf } from '../../src/runtime/index.ts'
import { type Role, signInPathOf } from '../../src/staff/index.ts'
import type { LearnerKey } from '../../src/web/index.ts'
import { aLogger } from '../support/a-logger.ts'
import { aPlannedPeriod } from '../support/a-period.ts'
import { anArea, aSchool } from '../support/a-school.ts'
import type { FaultStore } from './a-fault-store.ts'
import { type Env, freePort } from './a-node.ts'

/** A school, its period, its staff and an LMS; server processes come and go. */
export interface FaultWorld {
  /** Where people find the tool. */
  readonly publicUrl: string
  readonly env: Env
  readonly lms: DemoLms
  readonly module: Module
  readonly registration: Registration
  readonly store: FaultStore
  /** Addresses that sign one person in once, made as `lachan staff sign-in` makes them. */
  readonly links: Readonly<Record<(typeof STAFF)[number]['name'], string>>
  learnerKeyOf(userId: string): LearnerKey
  seal(userId: string): string
  /** Looks into the store as a second process, and lets go of it: what holds it open would heal it. */
  look<T>(work: (storage: Storage) => Promise<T>): Promise<T>
  stopLms(): Promise<() => Promise<void>>
  end(): Promise<void>
}

export const STAFF = [
  { name: 'teacher', role: 'teacher' },
  { name: 'colleague', role: 'teacher' },
  { name: 'principal', role: 'principal' },
  { name: 'officer', role: 'officer' },
] as const satisfies readonly { readonly name: string; readonly role: Role }[]

export const PERIOD_ID = 'faults'
export const emailOf = (name: string) => `${name}@faults.example`

const CLIENT_ID = 'fault-client'
const SECRETS = { APP_SECRET: 'a'.repeat(40), PSEUDONYM_KEY: 'p'.repeat(40) }

interface WorldOptions {
  /** Of the tool; 0 picks a free one. */
  readonly port?: number
  /** How the server reaches the store. */
  readonly databaseUrl?: string
  /** What leads to this port, if the LMS is not to be reached by it. */
  readonly lmsUrl?: { readonly port: number; readonly publicUrl: string }
}

export async function startFaultWorld(
  store: FaultStore,
  { port = 0, databaseUrl = store.databaseUrl, lmsUrl }: WorldOptions = {},
): Promise<FaultWorld> {
  const at = port === 0 ? await freePort() : port
  const publicUrl = `http://127.0.0.1:${at}`
  const env = {
    ...SECRETS,
    PUBLIC_URL: publicUrl,
    PORT: String(at),
    DATABASE_URL: databaseUrl,
  }
  const config = readConfig({ ...env, DATABASE_URL: store.databaseUrl })
  let lms = await startDemoLms({ host: '127.0.0.1', port: 0, ...lmsUrl })
  const registration = introduce(lms, publicUrl)
  const { links, module, learnerKeyOf, seal } = await settle(config, registration)
  return {
    publicUrl,
    env,
    get lms() {
      return lms
    },
    module,
    registration,
    store,
    links,
    learnerKeyOf,
    seal,
    async look(work) {
      const storage = await openStorage(config.storage)
      try {
        return await work(storage)
      } finally {
        await storage.close()
      }
    },
    async stopLms() {
      const { url, state } = lms
      await lms.stop()
      return async () => {
        lms = await startDemoLms({ host: '127.0.0.1', port: Number(new URL(url).port), state })
      }
    },
    async end() {
      await lms.stop()
      await store.remove()
    },
  }
}

function introduce(lms: DemoLms, publicUrl: string): Registration {
  const { loginUrl, launchUrl, jwksUrl } = addressesOf(publicUrl)
  lms.registerTool({
    name: 'Lá Chắn',
    clientId: CLIENT_ID,
    deploymentId: '1',
    loginUrl,
    redirectUris: [launchUrl],
    jwksUrl,
    targetLinkUri: launchUrl,
  })
  const details = { name: 'LMS', issuer: lms.url, clientId: CLIENT_ID, ...lms.endpoints }
  return toRegistration({ ...details, deployments: ['1'], trust: ['course'] }, true)
}

/** What a province has before its first morning. */
async function settle(config: Config, registration: Registration) {
  const deps = await createDependencies(config, { logger: aLogger().logger })
  try {
    await deps.lti.start()
    await deps.storage.areas.saveAll([anArea()])
    await deps.storage.schools.saveAll([aSchool({ code: course.idNumber.slice(0, 8) })])
    await deps.directory.reload()
    await deps.lti.registry.add(registration)
    await openPeriod(deps)
    return {
      links: await linksFor(deps, config.http.publicUrl),
      module: deps.catalogue.get('B5'),
      seal: deps.subSealer.seal,
      learnerKeyOf: (userId: string) => deps.pseudonymise(registration.platformId, userId),
    }
  } finally {
    await deps.lti.close()
    await deps.storage.close()
  }
}

async function openPeriod({ storage, requirements }: Dependencies): Promise<void> {
  const today = dayOf(new Date())
  const [from, to] = [addDays(today, -60), addDays(today, 30)]
  await storage.periods.add(aPlannedPeriod({ id: PERIOD_ID, from, to, due: to }))
  await requirements.service.open(PERIOD_ID)
}

async function linksFor({ staff }: Dependencies, publicUrl: string): Promise<FaultWorld['links']> {
  const from = addDays(dayOf(new Date()), -1)
  const links: [string, string][] = []
  for (const { name, role } of STAFF) {
    const grant = { role, from, ...(role !== 'officer' && { schoolId: aSchool().id }) }
    const account = await staff.service.add({ email: emailOf(name), name, grant })
    links.push([name, `${publicUrl}${signInPathOf(await staff.service.createLink(account))}`])
  }
  return Object.fromEntries(links) as FaultWorld['links']
}
