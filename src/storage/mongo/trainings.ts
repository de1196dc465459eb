import type { Connection } from 'mongoose'

import type { TrainedCounter } from '../../coverage/index.ts'
import type { Training, TrainingRepository } from '../../learning/index.ts'
import { type BindingDocument, bindingSchema } from './bindings.ts'
import { documentsIn, schemaOf, type Stored } from './documents.ts'

type TrainingDocument = Stored<Training>

const schema = schemaOf({
  personKey: String,
  moduleId: String,
  moduleVersion: String,
  schoolYear: String,
  trainedOn: String,
  schoolId: String,
  contextKey: String,
})

export function createTrainingRepository(connection: Connection): TrainingRepository {
  const trainings = documentsIn<TrainingDocument>(connection, 'trainings', schema)
  const find: TrainingRepository['find'] = async (id) => {
    const found = await trainings.first({ _id: id })
    return found && toDomain(found)
  }
  return {
    find,
    async record(training) {
      const { id, ...rest } = training
      await trainings.insertUnlessThere({ _id: id, ...rest })
      return (await find(id)) ?? training
    },
  }
}

export function createTrainedCounter(connection: Connection): TrainedCounter {
  const bindings = documentsIn<BindingDocument>(connection, 'bindings', bindingSchema)
  const trainings = documentsIn<TrainingDocument>(connection, 'trainings', schema)
  return {
    async countOfSchool({ schoolId, schoolYear }) {
      const courses = await bindings.values('_id', { schoolId })
      const ofAccounts = await trainings.values('personKey', { schoolId, schoolYear })
      const contextKey = { $in: courses }
      const ofCourses =
        courses.length === 0 ? [] : await trainings.values('personKey', { contextKey, schoolYear })
      return new Set([...ofAccounts, ...ofCourses]).size
    },
  }
}

function toDomain({ _id, ...rest }: TrainingDocument): Training {
  return { id: _id, ...rest }
}
