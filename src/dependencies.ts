import { apiRoutes } from './api/index.ts'
import { bindingRoutes, createBindings, type MemberCounter } from './bindings/index.ts'
import { type Catalogue, createCatalogue } from './catalogue/index.ts'
import { type Config, loadSecrets, type Secrets } from './config/index.ts'
import {
  createCoverage,
  createCoverageAccess,
  createFactNotes,
  createNotCountedWords,
} from './coverage/index.ts'
import { createEditing } from './editing/index.ts'
import { openStorage, type Storage } from './engine.ts'
import { createAskedRoutes, createPlatforms, createPseudonymise } from './entry/index.ts'
import { createHandouts } from './handouts/index.ts'
import { createHelp, type Help } from './help/index.ts'
import { createLearning, notingFacts } from './learning/index.ts'
import type { LoginLimits, Lti } from './lti/index.ts'
import { createAdults } from './open/index.ts'
import { createPassbackWorker, createScores } from './passback/index.ts'
import { createPlatformPages } from './platforms/index.ts'
import { createRequirements } from './requirements/index.ts'
import {
  type Clock,
  createClock,
  createDerivedKeys,
  createLastingKeys,
  createLogger,
  createSweeper,
  type Logger,
} from './runtime/index.ts'
import { createSchoolDirectory, createSchools, type SchoolDirectory } from './schools/index.ts'
import { createPresent, createSessions } from './sessions/index.ts'
import { type Answer, can, createStaff, type Staff } from './staff/index.ts'
import type { Writer } from './storage/sqlite/index.ts'
import { type AccountLimitOptions, type ContextKey, createWeb, type Web } from './web/index.ts'

export { openMaintenance, openStorage, type Storage } from './engine.ts'

/** What tests put in place of the real thing. */
export interface Overrides {
  readonly clock?: Clock
  readonly logger?: Logger
  /** Told of every statement to the store. */
  readonly onStatement?: () => void
  readonly loginLimits?: LoginLimits
  readonly accountLimits?: AccountLimitOptions
  /** One writing thread for many stores: to start one takes as long as a test. */
  readonly writer?: Writer
}

export type Dependencies = Awaited<ReturnType<typeof createDependencies>>

/** The whole object graph. Builds, starts nothing. */
export async function createDependencies(config: Config, overrides: Overrides = {}) {
  const clock = overrides.clock ?? createClock()
  const logger = overrides.logger ?? createLogger(config.log.level)
  const keys = keysOf(loadSecrets(config))
  const catalogue = await createCatalogue({ folders: config.content.folders, logger })
  const storage = await openStorage(config.storage, overrides)
  const web = createWeb(config.http.publicUrl, overrides.accountLimits)
  const { publicUrl } = config.http
  const base = { ...storage, ...keys, ...web, ...config.lti, publicUrl, clock, logger }
  const { lti, memberCounter } = createPlatforms({ ...base, loginLimits: overrides.loginLimits })
  const passback = createPassbackWorker({
    ...base,
    sender: lti,
    lineItems: lti,
    sealer: keys.subSealer,
    random: Math.random,
    sweep: () => learning.sweep.runOnce(),
  })
  const province = createProvince({ ...base, lti, catalogue, sizeOfCourse: memberCounter.sizeOf })
  const facts = notingFacts(storage, province)
  const lessons = { ...base, ...province, ...lessonRights(province), ...facts, catalogue }
  const learning = createLearning({ ...lessons, outbox: passback })
  const asked = createAskedRoutes({ ...base, catalogue, lti, learning })
  const sweepables = [...sweepablesOf(storage), lti.health, lti.keyRotation, province.bindings]
  const sweeper = createSweeper({ ...base, sweepables })
  const asking = { ...base, ...lti, ...province.staff, ...province, catalogue }
  const pages = {
    editing: createEditing({ ...asking, ...config.content, reload: catalogue.reload }),
    handouts: createHandouts(asking),
    scores: createScores({ ...asking, passback }),
    ...createAdults({ ...asking, sessions: storage.sessions, ...facts, learning }),
    platforms: createPlatformPages({ ...asking, kept: storage.lti }),
  }
  const parts = { storage, catalogue, lti, memberCounter, passback, learning, sweeper }
  return { ...web, ...keys, ...province, ...parts, ...pages, ...asked, config, clock, logger }
}

/** What the staff of a school, and of the department, may do with a module. */
export function lessonRights({ staff, directory: places }: Pick<Counted, 'staff' | 'directory'>) {
  const action = 'resource.manage'
  return {
    schoolOfStaff: staff.schoolOfStaff,
    mayPresent: (res: Answer) => staff.mayAnywhere(res, 'present.run'),
    mayKeepResources: async (res: Answer) =>
      can(await staff.actorOf(res), { action, scope: {}, places }),
    async allowResources(res: Answer) {
      await staff.allow(res, action, {})
    },
  }
}

type Keys = ReturnType<typeof keysOf>

interface Base extends Omit<Storage, 'lti'>, Keys, Web {
  readonly clock: Clock
  readonly logger: Logger
  readonly lti: Lti
  readonly catalogue: Catalogue
  readonly publicUrl: string
  readonly sizeOfCourse: MemberCounter['sizeOf']
}

/** Schools, the people over them, what they owe and what they did. */
function createProvince({ lti, ...base }: Base) {
  const { registry } = lti
  const modules = base.catalogue
  const directory = createSchoolDirectory(base)
  const bindings = createBindings({
    ...base,
    registry,
    directory,
    async onAssigned(contextKey, schoolId) {
      const isItsSchool = (await base.bindings.find(contextKey))?.schoolId === schoolId
      if (isItsSchool) await sessions.service.creditContext(contextKey, schoolId)
      await coverage.worker.schoolChanged(schoolId)
    },
  })
  const staff = createStaff({ ...base, directory, schoolOf: bindings.schoolOf })
  const coverage = createCounting({ ...base, directory, staff })
  const requirements = createRequirements({
    ...base,
    schools: directory,
    directory,
    modules,
    rows: coverage.seeds,
    allowManaging: coverage.access.managing,
  })
  const { schoolOf: schoolOfCourse } = bindings.courseSchools
  const help = createHelp({ ...base, ...staff, directory, schoolOfCourse })
  const helpNear = help.book.near
  const held = { ...base, directory, staff, coverage, helpNear }
  const { sessions, present, offerRun } = createHolding(held)
  const api = apiRoutes({ ...base, ...staff, ...coverage, directory })
  const schools = createSchools({ ...base, directory, allow: staff.allow })
  const queue = bindingRoutes({ ...base, ...staff, service: bindings, registry, directory })
  const notes = createFactNotes({ ...base, schoolOf: bindings.schoolOf, worker: coverage.worker })
  const pages = { staff, coverage, requirements, sessions, present, api, schools, queue, help }
  const { gradesAtSchool } = bindings
  const lists = { findPick: requirements.findPick, gradesAtSchool, offerRun }
  return { ...pages, ...lists, ...notes, directory, bindings, helpNear }
}

type Counted = Omit<Base, 'lti'> & {
  readonly directory: SchoolDirectory
  readonly staff: Staff
}

function createCounting({ staff, ...base }: Counted) {
  const access = createCoverageAccess({ ...base, actors: staff })
  const { coverageRows: rows, schoolCompletions: completions, catalogue: modules } = base
  return { ...createCoverage({ ...base, rows, completions, modules, access }), access }
}

interface Held extends Counted {
  readonly coverage: ReturnType<typeof createCounting>
  readonly helpNear: Help['book']['near']
}

/** Sessions, by hand and from a projector. */
function createHolding({ staff, coverage, ...base }: Held) {
  const deps = { ...base, ...staff }
  const sessions = createSessions({
    ...deps,
    onSessionChanged: (schoolId) => coverage.worker.schoolChanged(schoolId),
    whyNotCounted: createNotCountedWords(base),
    isInOpenPeriod: async (day) =>
      (await base.periods.list()).some(
        ({ state, from, to }) => state === 'open' && from <= day && day <= to,
      ),
  })
  const schoolOfContext = async (key: ContextKey) => (await base.bindings.find(key))?.schoolId
  const present = createPresent({ ...deps, sessionService: sessions.service, schoolOfContext })
  return { sessions, present, offerRun: present.offerRun }
}

function sweepablesOf({ lti, ...storage }: Storage) {
  const { visits, attempts, schoolImports, signInLinks, signInTries, apiTokens } = storage
  const { runCodes, drafts, previews } = storage
  const ofLti = [lti.usedStates, lti.invitations]
  const ofStaff = [signInLinks, signInTries, apiTokens]
  return [...ofLti, visits, attempts, schoolImports, ...ofStaff, runCodes, drafts, previews]
}

function keysOf({ app, pseudonym }: Secrets) {
  const lasting = createLastingKeys(pseudonym)
  return { ...createDerivedKeys(app), ...lasting, pseudonymise: createPseudonymise(pseudonym) }
}
