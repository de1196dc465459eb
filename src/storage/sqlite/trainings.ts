import type { ModuleId } from '../../catalogue/index.ts'
import type { TrainedLister, TrainedPerson } from '../../coverage/index.ts'
import type { Training, TrainingId, TrainingRepository } from '../../learning/index.ts'
import type { Day } from '../../runtime/index.ts'
import type { ContextKey, LearnerKey } from '../../web/index.ts'
import type { Database, Row } from './database.ts'
import { optionalText, text } from './rows.ts'

const INSERT = `
INSERT INTO trainings (id, person_key, module_id, module_version, school_year, trained_on,
                       school_id, context_key, name_mark)
VALUES (:id, :personKey, :moduleId, :moduleVersion, :schoolYear, :trainedOn,
        :schoolId, :contextKey, :nameMark)
ON CONFLICT (id) DO NOTHING`

export function createTrainingRepository(database: Database): TrainingRepository {
  const find = async (id: TrainingId) => {
    const [row] = await database.all('SELECT * FROM trainings WHERE id = :id', { id })
    return row && toTraining(row)
  }
  return {
    find,
    async record(training) {
      const { schoolId, contextKey, nameMark, ...rest } = training
      await database.run(INSERT, { ...rest, schoolId, contextKey, nameMark })
      return (await find(training.id)) ?? training
    },
    async markName({ id }, nameMark) {
      const sql = 'UPDATE trainings SET name_mark = :nameMark WHERE id = :id'
      await database.run(sql, { id, nameMark })
    },
  }
}

// Accounts are one way in; of courses it is their registration.
const OF_SCHOOL = `
SELECT person_key, name_mark, '' AS way
FROM trainings WHERE school_id = :schoolId AND school_year = :schoolYear
UNION ALL
SELECT trainings.person_key, trainings.name_mark, bindings.registration_id
FROM bindings JOIN trainings ON trainings.context_key = bindings.context_key
WHERE bindings.school_id = :schoolId AND trainings.school_year = :schoolYear`

export function createTrainedLister(database: Database): TrainedLister {
  return {
    async listOfSchool(question) {
      return (await database.all(OF_SCHOOL, { ...question })).map(toPerson)
    },
  }
}

function toPerson(row: Row): TrainedPerson {
  const nameMark = optionalText(row, 'name_mark')
  return {
    personKey: text(row, 'person_key') as LearnerKey,
    way: text(row, 'way'),
    ...(nameMark !== undefined && { nameMark }),
  }
}

function toTraining(row: Row): Training {
  const schoolId = optionalText(row, 'school_id')
  const contextKey = optionalText(row, 'context_key') as ContextKey | undefined
  const nameMark = optionalText(row, 'name_mark')
  return {
    id: text(row, 'id') as TrainingId,
    personKey: text(row, 'person_key') as LearnerKey,
    moduleId: text(row, 'module_id') as ModuleId,
    moduleVersion: text(row, 'module_version'),
    schoolYear: text(row, 'school_year'),
    trainedOn: text(row, 'trained_on') as Day,
    ...(schoolId !== undefined && { schoolId }),
    ...(contextKey !== undefined && { contextKey }),
    ...(nameMark !== undefined && { nameMark }),
  }
}
