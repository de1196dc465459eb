/**
 * The engine for several nodes: every port on MongoDB. The only importer of mongoose. Does not belong here: rules; a
 * repository converts and asks.
 */
import type { Connection } from 'mongoose'

import type { LtiStore } from '../../lti/index.ts'
import type { Calendar, Programme } from '../../requirements/index.ts'
import { createAccountRepository } from './accounts.ts'
import { createApiTokenRepository } from './api-tokens.ts'
import { createAreaRepository } from './areas.ts'
import { createAttemptRepository } from './attempts.ts'
import { createBindingRepository } from './bindings.ts'
import { createCertificateRepository } from './certificates.ts'
import { createCompletionRepository } from './completions.ts'
import { type ConnectionOptions, openConnection } from './connection.ts'
import { createCoverageRepository } from './coverage-rows.ts'
import { createDeliveryRepository } from './deliveries.ts'
import { createDraftRepository } from './drafts.ts'
import { createFollowUpRepository } from './follow-ups.ts'
import { createHelpRecordRepository } from './help-records.ts'
import { createInvitationRepository } from './invitations.ts'
import { createKeySetRepository } from './key-sets.ts'
import { createLeaseRepository } from './leases.ts'
import { createMemberCountRepository } from './member-counts.ts'
import { migrate } from './migrate.ts'
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

export { createMongoMaintenance } from './maintenance.ts'

export type MongoStorageOptions = ConnectionOptions

export type MongoStorage = Awaited<ReturnType<typeof createMongoStorage>>

export async function createMongoStorage(options: MongoStorageOptions) {
  const connection = await openConnection(options)
  try {
    await migrate(connection)
  } catch (error) {
    await connection.close()
    throw error
  }
  const ports = createPorts(connection)
  return {
    ...ports,
    /**
     * That the server that is written to answers.
     * @throws StoreUnavailableError
     */
    async check() {
      await ports.lti.registrations.version()
    },
    close: () => connection.close(),
  }
}

/** Every port on this database, whoever opened it. */
export function createPorts(connection: Connection) {
  return {
    lti: ltiStore(connection),
    ...learningStore(connection),
    ...schoolStore(connection),
    ...staffStore(connection),
    ...coverageStore(connection),
    previews: createPreviewRepository(connection),
    helpRecords: createHelpRecordRepository(connection),
    ...sessionStore(connection),
    ...adultStore(connection),
  }
}

function ltiStore(connection: Connection): LtiStore {
  return {
    registrations: createRegistrationRepository(connection),
    usedStates: createUsedStateRepository(connection),
    keySets: createKeySetRepository(connection),
    toolKeys: createToolKeyRepository(connection),
    invitations: createInvitationRepository(connection),
    platformHealth: createPlatformHealthRepository(connection),
  }
}

function learningStore(connection: Connection) {
  return {
    visits: createVisitRepository(connection),
    attempts: createAttemptRepository(connection),
    completions: createCompletionRepository(connection),
    resources: createResourceRepository(connection),
    deliveries: createDeliveryRepository(connection),
    leases: createLeaseRepository(connection),
  }
}

function schoolStore(connection: Connection) {
  return {
    areas: createAreaRepository(connection),
    schools: createSchoolRepository(connection),
    schoolImports: createSchoolImportRepository(connection),
  }
}

function staffStore(connection: Connection) {
  return {
    accounts: createAccountRepository(connection),
    signInLinks: createSignInLinkRepository(connection),
    signInTries: createSignInTriesRepository(connection),
    apiTokens: createApiTokenRepository(connection),
  }
}

function sessionStore(connection: Connection) {
  return {
    sessions: createSessionRepository(connection),
    unplacedSessions: createUnplacedSessionRepository(connection),
    followUps: createFollowUpRepository(connection),
    runs: createRunRepository(connection),
    runCodes: createRunCodeRepository(connection),
    drafts: createDraftRepository(connection),
  }
}

function coverageStore(connection: Connection) {
  return {
    programmes: createRuleRecords<Programme>(connection, 'programmes'),
    calendars: createRuleRecords<Calendar>(connection, 'calendars'),
    periods: createPeriodRepository(connection),
    obligations: createObligationRepository(connection),
    coverageRows: createCoverageRepository(connection),
    bindings: createBindingRepository(connection),
    memberCounts: createMemberCountRepository(connection),
    schoolCompletions: createSchoolCompletions(connection),
  }
}

/** What adults leave: parents nothing but a count, staff what they learned. */
function adultStore(connection: Connection) {
  return {
    certificates: createCertificateRepository(connection),
    openRuns: createOpenRunRepository(connection),
    publicTokens: createPublicTokenRepository(connection),
    trainings: createTrainingRepository(connection),
    trainedStaff: createTrainedLister(connection),
  }
}
