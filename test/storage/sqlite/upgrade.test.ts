import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'

import { expect } from 'chai'

import { createSqliteStorage } from '../../../src/storage/sqlite/index.ts'
import {
  firstLightFacts,
  firstLightVisits,
} from '../../../src/storage/sqlite/migrations/0001-first-light.ts'
import { aCompletion } from '../../support/a-completion.ts'

/** Files as version 0.1.0 made them. */
function makeFirstStore(folder: string): void {
  for (const [file, schema] of [
    ['facts.db', firstLightFacts],
    ['visits.db', firstLightVisits],
  ] as const) {
    const database = new DatabaseSync(path.join(folder, file))
    database.exec(schema)
    database.exec('PRAGMA user_version = 1')
    database.close()
  }
}

function recordAsThen(folder: string, { origin, ...completion }: ReturnType<typeof aCompletion>) {
  const database = new DatabaseSync(path.join(folder, 'facts.db'))
  database
    .prepare(
      `INSERT INTO completions (id, learner_key, module_id, module_version, school_year, completed_at,
                                score_band, origin)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(
      completion.id,
      completion.learnerKey,
      completion.moduleId,
      completion.moduleVersion,
      completion.schoolYear,
      BigInt(completion.completedAt.getTime()),
      completion.scoreBand,
      JSON.stringify(origin),
    )
  database.close()
}

describe('a store of version 0.1.0', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'lachan-'))
    makeFirstStore(folder)
  })
  afterEach(() => {
    rmSync(folder, { recursive: true })
  })

  it('keeps its completions, each with the course that it was learned in', async () => {
    const { scoreIntent: _sent, ...completion } = aCompletion()
    recordAsThen(folder, completion)
    const storage = createSqliteStorage({ folder })
    expect(await storage.completions.find(completion.id)).to.deep.equal(completion)
    await storage.close()
  })

  it('is refused by a program that is older than it', async () => {
    await createSqliteStorage({ folder }).close()
    const database = new DatabaseSync(path.join(folder, 'facts.db'))
    database.exec('PRAGMA user_version = 99')
    database.close()
    expect(() => createSqliteStorage({ folder })).to.throw('schema 99')
  })
})
