import type { ModuleId } from '../../catalogue/index.ts'
import type { TrainedCounter } from '../../coverage/index.ts'
import type { Training, TrainingId, TrainingRepository } from '../../learning/index.ts'
import type { Day } from '../../runtime/index.ts'
import type { ContextKey, LearnerKey } from '../../web/index.ts'
import type { Database, Row } from './database.ts'
import { integer, optionalText, text } from './rows.ts'

const INSERT = `
INSERT INTO trainings (id, person_key, module_id, module_version, school_year, trained_on,
                       school_id, context_key)
VALUES (:id, :personKey, :moduleId, :moduleVersion, :schoolYear, :trainedOn,
        :schoolId, :contextKey)
ON CONFLICT (id) DO NOTHING`

export function createTrainingRepository(database: Database): TrainingRepository {
  const find = async (id: TrainingId) => {
    const [row] = await database.all('SELECT * FROM trainings WHERE id = :id', { id })
    return row && toTraining(row)
  }
  return {
    find,
    async record(training) {
      const { schoolId, contextKey, ...rest } = training
      await database.run(INSERT, { ...rest, schoolId, contextKey })
      return (await find(training.id)) ?? training
    },
  }
}

// A person of two courses is one; whoever signed in as well has another key and is counted again.
const COUNT = `
SELECT count(*) AS n FROM (
  SELECT person_key FROM trainings WHERE school_id = :schoolId AND school_year = :schoolYear
  UNION
  SELECT trainings.person_key
  FROM bindings JOIN trainings ON trainings.context_key = bindings.context_key
  WHERE bindings.school_id = :schoolId AND trainings.school_year = :schoolYear)`

export function createTrainedCounter(database: Database): TrainedCounter {
  return {
    async countOfSchool(question) {
      const [row] = await database.all(COUNT, { ...question })
      return row ? integer(row, 'n') : 0
    },
  }
}

function toTraining(row: Row): Training {
  const schoolId = optionalText(row, 'school_id')
  const contextKey = optionalText(row, 'context_key') as ContextKey | undefined
  return {
    id: text(row, 'id') as TrainingId,
    personKey: text(row, 'person_key') as LearnerKey,
    moduleId: text(row, 'module_id') as ModuleId,
    moduleVersion: text(row, 'module_version'),
    schoolYear: text(row, 'school_year'),
    trainedOn: text(row, 'trained_on') as Day,
    ...(schoolId !== undefined && { schoolId }),
    ...(contextKey !== undefined && { contextKey }),
  }
}
