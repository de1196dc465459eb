import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'

import { type Database, openDatabase } from '../../../src/storage/sqlite/database.ts'
import { createPorts } from '../../../src/storage/sqlite/index.ts'
import type { Migration } from '../../../src/storage/sqlite/migrate.ts'
import { factMigrations, visitMigrations } from '../../../src/storage/sqlite/migrations/index.ts'
import { askEverything } from './calls.ts'
import type { Shapes } from './shapes.ts'

interface Recorded {
  readonly database: Database
  readonly sql: Set<string>
  /** What SQLite would do for a statement. */
  plan(sql: string): readonly string[]
  indexes(): readonly string[]
  close(): Promise<void>
}

function record(file: string, migrations: readonly Migration[]): Recorded {
  const real = openDatabase({ file, migrations })
  const planner = new DatabaseSync(file)
  const sql = new Set<string>()
  return {
    sql,
    database: {
      ...real,
      run(text, parameters) {
        sql.add(text)
        return real.run(text, parameters)
      },
      all(text, parameters) {
        sql.add(text)
        return real.all(text, parameters)
      },
      batch(writes) {
        for (const write of writes) sql.add(write.sql)
        return real.batch(writes)
      },
    },
    plan: (text) =>
      planner
        .prepare(`EXPLAIN QUERY PLAN ${text}`)
        .all()
        .map(({ detail }) => String(detail)),
    indexes: () =>
      planner
        .prepare(`SELECT name FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL`)
        .all()
        .map(({ name }) => String(name)),
    async close() {
      planner.close()
      await real.close()
    },
  }
}

export interface SqliteShapes {
  readonly shapes: Shapes
  /** The indexes that migrations have made. */
  readonly indexes: readonly string[]
}

/** What each method of each port reads by: asked of every method, as SQLite itself plans it. */
export async function sqliteShapes(): Promise<SqliteShapes> {
  const folder = mkdtempSync(path.join(tmpdir(), 'lachan-'))
  const facts = record(path.join(folder, 'facts.db'), factMigrations)
  const visits = record(path.join(folder, 'visits.db'), visitMigrations)
  const shapes = new Map<string, Set<string>>()
  let current = ''
  const collect = () => {
    const ways = new Set<string>()
    for (const { sql, plan } of [facts, visits]) {
      for (const text of sql) for (const step of plan(text)) ways.add(toWay(step))
      sql.clear()
    }
    ways.delete('')
    if (current) shapes.set(current, ways)
  }
  await askEverything(createPorts(facts.database, visits.database), (name) => {
    collect()
    current = name
  })
  collect()
  const indexes = [facts, visits].flatMap((one) => one.indexes())
  await facts.close()
  await visits.close()
  rmSync(folder, { recursive: true })
  return { shapes: toShapes(shapes), indexes }
}

/** `SEARCH runs USING INDEX runs_by_person (person_key=? AND …)` becomes `runs_by_person`; empty where nothing is read. */
export function toWay(step: string): string {
  if (step.includes('TEMP B-TREE')) {
    return step.includes('LAST TERM') ? 'ties sorted in memory' : 'sorted in memory'
  }
  // `json_each` gives the rows of a list that is one parameter.
  const read = /^(SEARCH|SCAN) (?!json_each|CONSTANT)(\w+)(.*)/.exec(step)
  return read ? wayOf(read) : ''
}

function wayOf([, verb, table = '', how = '']: RegExpExecArray): string {
  if (verb === 'SCAN' && !how.includes('INDEX')) return `whole ${table}`
  const index = /INDEX (?!sqlite_autoindex)(\w+)/.exec(how)?.[1] ?? `${table} by key`
  return verb === 'SCAN' ? `all of ${index}` : index
}

function toShapes(shapes: ReadonlyMap<string, ReadonlySet<string>>): Shapes {
  return Object.fromEntries(
    [...shapes]
      .filter(([, ways]) => ways.size > 0)
      .map(([name, ways]) => [name, [...ways].toSorted()]),
  )
}
