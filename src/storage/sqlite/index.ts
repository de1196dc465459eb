/**
 * The embedded engine: every port on two SQLite files, facts apart from what a person can start again. The only
 * importer of node:sqlite. Does not belong here: rules; a repository converts and asks.
 */
import path from 'node:path'

import type { LtiStore } from '../../lti/index.ts'
import type { Calendar, Programme } from '../../requirements/index.ts'
import { createAccountRepository } from './accounts.ts'
import { createApiTokenRepository } from './api-tokens.ts'
import { createAreaRepository } from './areas.ts'
import { createAttemptRepository } from './attempts.ts'
import { createBindingRepository } from './bindings.ts'
import { createCertificateRepository } from './certificates.ts'
import { createCompletionRepository } from './completions.ts'
import { createCoverageRepository } from './coverage-rows.ts'
import { type Database, openDatabase } from './database.ts'
import { createDeliveryRepository } from './deliveries.ts'
import { createDraftRepository } from './drafts.ts'
import { openDurableDatabase } from './durable-database.ts'
import { createFollowUpRepository } from './follow-ups.ts'
import { createHelpRecordRepository } from './help-records.ts'
import { createInvitationRepository } from './invitations.ts'
import { createKeySetRepository } from './key-sets.ts'
import { createLeaseRepository } from './leases.ts'
import { createMemberCountRepository } from './member-counts.ts'
import { factMigrations, visitMigrations } from './migrations/index.ts'
import { createObligationRepository } from './obligations.ts'
import { createOpenRunRepository } from './open-runs.ts'
import { createPeriodRepository } from './periods.ts'
import { createPlatformHealthRepository } from './platform-health.ts'
import { createPreviewRepository } from './previews.ts'
import { createPublicTokenRepository } from './public-tokens.ts'
import { createRegistrationRepository } from './registrations.ts'
import { createResourceRepository } from './resources.ts'
import { createRuleRecords } from './rule-records.ts'
import { createRunCodeRepository } from './run-codes.ts'
import { createRunRepository } from './runs.ts'
import { createSchoolCompletions } from './school-completions.ts'
import { createSchoolImportRepository } from './school-imports.ts'
import { createSchoolRepository } from './schools.ts'
import { createSessionRepository, createUnplacedSessionRepository } from './sessions.ts'
import { createSignInLinkRepository } from './sign-in-links.ts'
import { createSignInTriesRepository } from './sign-in-tries.ts'
import { createToolKeyRepository } from './tool-keys.ts'
import { createTrainedLister, createTrainingRepository } from './trainings.ts'
import { createUsedStateRepository } from './used-states.ts'
import { createVisitRepository } from './visits.ts'
import { createWriter, type Writer } from './writer.ts'

export type { BackupOrder } from './backup.ts'
export type { BackupManifest, KeyFingerprints } from './backup-file.ts'
export type { Maintenance, SchemaStep } from './maintenance.ts'
export { createSqliteMaintenance } from './maintenance.ts'
export type { Restored, RestoreOrder } from './restore.ts'
export type { Writer } from './writer.ts'
export { createWriter } from './writer.ts'

export interface SqliteStorageOptions {
  readonly folder: string
  /** Told of every statement. */
  readonly onStatement?: (() => void) | undefined
  /** Shared by several stores of one process; a store makes its own where none is given. */
  readonly writer?: Writer | undefined
}

export type SqliteStorage = ReturnType<typeof createSqliteStorage>

export function createSqliteStorage({ folder, onStatement, writer: shared }: SqliteStorageOptions) {
  const writer = shared ?? createWriter()
  const facts = openDurableDatabase({
    file: path.join(folder, 'facts.db'),
    migrations: factMigrations,
    onStatement,
    writer,
  })
  const visits = openDatabase({
    file: path.join(folder, 'visits.db'),
    migrations: visitMigrations,
    onStatement,
  })
  return {
    ...createPorts(facts, visits),
    /**
     * That facts and visits can be read and written.
     * @throws StoreUnavailableError
     */
    async check() {
      await facts.check()
      await visits.check()
    },
    async close() {
      await facts.close()
      await visits.close()
      if (!shared) await writer.close()
    },
  }
}

/** Every port on these two files, whoever opened them. */
export function createPorts(facts: Database, visits: Database) {
  return {
    lti: ltiStore(facts, visits),
    ...learningStore(facts, visits),
    ...schoolStore(facts, visits),
    ...staffStore(facts, visits),
    ...coverageStore(facts),
    previews: createPreviewRepository(facts),
    helpRecords: createHelpRecordRepository(facts),
    ...sessionStore(facts, visits),
    ...adultStore(facts),
  }
}

function ltiStore(facts: Database, visits: Database): LtiStore {
  return {
    registrations: createRegistrationRepository(facts),
    usedStates: createUsedStateRepository(visits),
    keySets: createKeySetRepository(visits),
    toolKeys: createToolKeyRepository(facts),
    invitations: createInvitationRepository(facts),
    platformHealth: createPlatformHealthRepository(visits),
  }
}

function learningStore(facts: Database, visits: Database) {
  return {
    visits: createVisitRepository(visits),
    attempts: createAttemptRepository(visits),
    completions: createCompletionRepository(facts),
    resources: createResourceRepository(facts),
    deliveries: createDeliveryRepository(facts),
    leases: createLeaseRepository(visits),
  }
}

function schoolStore(facts: Database, visits: Database) {
  return {
    areas: createAreaRepository(facts),
    schools: createSchoolRepository(facts),
    schoolImports: createSchoolImportRepository({ facts, visits }),
  }
}

function staffStore(facts: Database, visits: Database) {
  return {
    accounts: createAccountRepository(facts),
    signInLinks: createSignInLinkRepository(visits),
    signInTries: createSignInTriesRepository(visits),
    apiTokens: createApiTokenRepository(facts),
  }
}

function sessionStore(facts: Database, visits: Database) {
  return {
    sessions: createSessionRepository(facts),
    unplacedSessions: createUnplacedSessionRepository(facts),
    followUps: createFollowUpRepository(facts),
    runs: createRunRepository(facts),
    runCodes: createRunCodeRepository(visits),
    drafts: createDraftRepository(visits),
  }
}

function coverageStore(facts: Database) {
  return {
    programmes: createRuleRecords<Programme>(facts, 'programmes'),
    calendars: createRuleRecords<Calendar>(facts, 'calendars'),
    periods: createPeriodRepository(facts),
    obligations: createObligationRepository(facts),
    coverageRows: createCoverageRepository(facts),
    bindings: createBindingRepository(facts),
    memberCounts: createMemberCountRepository(facts),
    schoolCompletions: createSchoolCompletions(facts),
  }
}

/** What adults leave: parents nothing but a count, staff what they learned. */
function adultStore(facts: Database) {
  return {
    certificates: createCertificateRepository(facts),
    openRuns: createOpenRunRepository(facts),
    publicTokens: createPublicTokenRepository(facts),
    trainings: createTrainingRepository(facts),
    trainedStaff: createTrainedLister(facts),
  }
}
