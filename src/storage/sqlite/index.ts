/**
 * The embedded engine: every port on two SQLite files, facts apart from what a person can start again. The only
 * importer of node:sqlite. Does not belong here: rules; a repository converts and asks.
 */
import path from 'node:path'

import type { LtiStore } from '../../lti/index.ts'
import { createAttemptRepository } from './attempts.ts'
import { createCompletionRepository } from './completions.ts'
import { openDatabase } from './database.ts'
import { createDeliveryRepository } from './deliveries.ts'
import { createHandshakeRepository } from './handshakes.ts'
import { createKeySetRepository } from './key-sets.ts'
import { createLeaseRepository } from './leases.ts'
import { factMigrations, visitMigrations } from './migrations/index.ts'
import { createRegistrationRepository } from './registrations.ts'
import { createToolKeyRepository } from './tool-keys.ts'
import { createVisitRepository } from './visits.ts'

export interface SqliteStorageOptions {
  readonly folder: string
  /** Told of every statement. */
  readonly onStatement?: (() => void) | undefined
}

export type SqliteStorage = ReturnType<typeof createSqliteStorage>

export function createSqliteStorage({ folder, onStatement }: SqliteStorageOptions) {
  const facts = openDatabase({
    file: path.join(folder, 'facts.db'),
    migrations: factMigrations,
    synchronous: 'FULL',
    onStatement,
  })
  const visits = openDatabase({
    file: path.join(folder, 'visits.db'),
    migrations: visitMigrations,
    synchronous: 'NORMAL',
    onStatement,
  })
  const lti: LtiStore = {
    registrations: createRegistrationRepository(facts),
    handshakes: createHandshakeRepository(visits),
    keySets: createKeySetRepository(visits),
    toolKeys: createToolKeyRepository(facts),
  }
  return {
    lti,
    visits: createVisitRepository(visits),
    attempts: createAttemptRepository(visits),
    completions: createCompletionRepository(facts),
    deliveries: createDeliveryRepository(facts),
    leases: createLeaseRepository(visits),
    close() {
      visits.close()
      facts.close()
    },
  }
}
