import type { OpenRunRepository } from '../../open/index.ts'
import type { Database } from './database.ts'
import { integer, text } from './rows.ts'

const INSERT = `
INSERT INTO open_runs (id, module_id, module_version, school_id, day)
VALUES (:id, :moduleId, :moduleVersion, :schoolId, :day)
ON CONFLICT (id) DO NOTHING`

const COUNT = `
SELECT module_id, count(*) AS n FROM open_runs
WHERE school_id = :schoolId AND day >= :from AND day <= :to
GROUP BY module_id`

const COUNT_ALL = `
SELECT module_id, count(school_id) AS of_schools, count(*) AS n FROM open_runs
WHERE day >= :from AND day <= :to
GROUP BY module_id`

export function createOpenRunRepository(database: Database): OpenRunRepository {
  return {
    async record({ schoolId, ...rest }) {
      await database.run(INSERT, { ...rest, schoolId })
    },
    async countOfSchool(question) {
      const rows = await database.all(COUNT, { ...question })
      return new Map(rows.map((row) => [text(row, 'module_id'), integer(row, 'n')]))
    },
    async countOfDays(days) {
      const rows = await database.all(COUNT_ALL, { ...days })
      return rows.map((row) => {
        const ofSchools = integer(row, 'of_schools')
        const ofNone = integer(row, 'n') - ofSchools
        return { moduleId: text(row, 'module_id'), ofSchools, ofNone }
      })
    },
  }
}
