// No read model: node:http and node:sqlite count the department's figures from the facts at each request.
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'

import { addDays, type Day, startOf } from '../../../../src/runtime/index.ts'
import { serveRole } from '../../worker.ts'
import type { CountedFigures, NaiveRole } from '../roles.ts'
import { startTimedServer } from '../timed-server.ts'

/** Each obligated stage of each school, with its valid sessions. */
const STAGES = `
WITH owed AS (
  SELECT obligations.school_id, stage.value AS stage
  FROM obligations, json_each(obligations.stages) AS stage
  WHERE period_id = :period AND exempt_reason IS NULL),
counted AS (
  SELECT id, school_id, record FROM sessions
  WHERE state = 'confirmed' AND held_on BETWEEN :from AND :to),
reached AS (
  SELECT counted.id, school_id,
         CASE WHEN line.value ->> 'grade' BETWEEN 1 AND 5 THEN 'th'
              WHEN line.value ->> 'grade' BETWEEN 6 AND 9 THEN 'thcs'
              WHEN line.value ->> 'grade' BETWEEN 10 AND 12 THEN 'thpt' END AS stage
  FROM counted, json_each(counted.record, '$.audience') AS line
  WHERE line.value ->> 'present' > 0
  UNION
  SELECT counted.id, school_id, other.value FROM counted, json_each(counted.record, '$.otherStages') AS other)
SELECT owed.school_id AS school, owed.stage AS stage, count(reached.id) AS sessions
FROM owed LEFT JOIN reached ON reached.school_id = owed.school_id AND reached.stage = owed.stage
GROUP BY owed.school_id, owed.stage`

const COMPLETIONS = `
SELECT bindings.school_id AS school, completions.module_id AS module, count(*) AS n
FROM completions JOIN bindings ON bindings.context_key = completions.context_key
WHERE completions.completed_at >= :since AND completions.completed_at < :until
GROUP BY bindings.school_id, completions.module_id`

const NAMES = `
SELECT school ->> 'code' AS code, school ->> 'name' AS name FROM obligations
WHERE period_id = :period ORDER BY name LIMIT 100`

/** Stages whose pupils the module B5 is for. */
const PICKED = { module: 'B5', stages: ['th', 'care'] }

const server = await startTimedServer()

serveRole<NaiveRole>({
  start({ folder, periodId }) {
    const database = new DatabaseSync(path.join(folder, 'facts.db'), { readOnly: true })
    server.serve((_req, res) => {
      const page = { ...figuresOf(database, periodId), rows: rowsOf(database, periodId) }
      res.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(page))
    })
    return Promise.resolve({ origin: server.origin })
  },
  takeSpent: server.takeSpent,
})

function rowsOf(database: DatabaseSync, period: string) {
  return database.prepare(NAMES).all({ period })
}

function figuresOf(database: DatabaseSync, period: string): CountedFigures {
  const days = database.prepare('SELECT from_day, to_day FROM periods WHERE id = ?').get(period)
  const [from, to] = [days?.['from_day'] as Day, days?.['to_day'] as Day]
  const stages = database.prepare(STAGES).all({ period, from, to })
  const since = BigInt(startOf(from).getTime())
  const until = BigInt(startOf(addDays(to, 1)).getTime())
  const completions = database.prepare(COMPLETIONS).all({ since, until })
  return { ...metOf(stages), completions: pickedOf(completions, stages) }
}

type Rows = readonly Readonly<Record<string, unknown>>[]

function metOf(stages: Rows): Omit<CountedFigures, 'completions'> {
  const isMet = (row: Rows[number]) => Number(row['sessions']) > 0
  const bySchool = Map.groupBy(stages, (row) => row['school'])
  const byStage = Map.groupBy(stages, (row) => String(row['stage']))
  return {
    obligated: bySchool.size,
    met: [...bySchool.values()].filter((own) => own.every(isMet)).length,
    byStage: Object.fromEntries(
      [...byStage].map(([stage, own]) => [
        stage,
        { obligated: own.length, met: own.filter(isMet).length },
      ]),
    ),
  }
}

function pickedOf(completions: Rows, stages: Rows): number {
  const fitting = stages.filter((row) => PICKED.stages.includes(String(row['stage'])))
  const schools = new Set(fitting.map((row) => row['school']))
  return completions
    .filter((row) => row['module'] === PICKED.module && schools.has(row['school']))
    .reduce((sum, row) => sum + Number(row['n']), 0)
}
