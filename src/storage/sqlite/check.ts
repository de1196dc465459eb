import type { DatabaseSync } from 'node:sqlite'

import { readVersion, refuseNewer } from './migrate.ts'
import { openPartToRead, STORE_PARTS, type StorePart } from './store-parts.ts'

/** What is wrong with the files themselves, and with the scores that are owed; nothing is changed. */
export function checkStore(folder: string): readonly string[] {
  return STORE_PARTS.flatMap((part) => {
    const connection = openPartToRead(folder, part)
    try {
      return checkPart(connection, part).map((problem) => `${part.name}: ${problem}`)
    } finally {
      connection.close()
    }
  })
}

function checkPart(connection: DatabaseSync, { name, migrations }: StorePart): readonly string[] {
  const version = readVersion(connection)
  refuseNewer(name, version, migrations.length)
  const damages = damagesOf(connection)
  if (damages.length > 0) return damages
  if (version < migrations.length) {
    return [`schema ${version}, this program has ${migrations.length}: lachan db migrate`]
  }
  const orphans = orphansOf(connection)
  return name === 'facts.db' ? [...orphans, ...scoresIn(connection)] : orphans
}

function damagesOf(connection: DatabaseSync): readonly string[] {
  try {
    const lines = connection.prepare('PRAGMA integrity_check').all()
    return lines.map((line) => String(line['integrity_check'])).filter((line) => line !== 'ok')
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)]
  }
}

function orphansOf(connection: DatabaseSync): readonly string[] {
  const rows = connection.prepare('PRAGMA foreign_key_check').all()
  return rows.map(({ table, parent }) => `a row of ${String(table)} has no ${String(parent)}`)
}

const SCORES: readonly { readonly wrong: string; readonly sql: string }[] = [
  {
    wrong: 'waits without a recipient: delivery',
    sql: `SELECT id FROM deliveries WHERE state = 'waiting' AND sealed_sub IS NULL LIMIT 20`,
  },
  {
    wrong: 'is done and still has its recipient: delivery',
    sql: `SELECT id FROM deliveries WHERE state <> 'waiting' AND sealed_sub IS NOT NULL LIMIT 20`,
  },
  {
    wrong: 'owes a score that nobody would find: completion',
    sql: `SELECT id FROM completions WHERE (score_intent IS NULL) <> (intent_since IS NULL) LIMIT 20`,
  },
]

function scoresIn(connection: DatabaseSync): readonly string[] {
  return SCORES.flatMap(({ wrong, sql }) =>
    connection
      .prepare(sql)
      .all()
      .map(({ id }) => `${wrong} ${String(id)}`),
  )
}
