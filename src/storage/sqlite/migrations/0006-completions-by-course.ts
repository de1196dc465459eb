import type { DatabaseSync } from 'node:sqlite'

import { hashOf } from '../../../runtime/index.ts'

interface StoredOrigin {
  readonly platformId: string
  readonly deploymentId: string
  readonly contextId?: string
}

/** Completions are counted over the courses of a school, so each says in a column of which course it is. */
export function completionsByCourse(connection: DatabaseSync): void {
  connection.exec(`ALTER TABLE completions ADD COLUMN context_key TEXT NOT NULL DEFAULT ''`)
  // What bindings name a course by; SQLite has no such hash of its own.
  connection.function('context_key_of', { deterministic: true }, (origin) => keyOf(String(origin)))
  connection.exec(`
    UPDATE completions SET context_key = context_key_of(origin);
    CREATE INDEX completions_by_context ON completions (context_key, completed_at, module_id);
  `)
}

function keyOf(origin: string): string {
  const { platformId, deploymentId, contextId = '' } = JSON.parse(origin) as StoredOrigin
  return hashOf('context', platformId, deploymentId, contextId)
}
