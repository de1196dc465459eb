import type { Connection } from 'mongoose'

import type { TrainedLister, TrainedPerson } from '../../coverage/index.ts'
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
  nameMark: String,
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
    async markName({ id }, nameMark) {
      await trainings.change({ _id: id }, { $set: { nameMark } })
    },
  }
}

/** Accounts are one way in; of courses it is their registration. */
export function createTrainedLister(connection: Connection): TrainedLister {
  const bindings = documentsIn<BindingDocument>(connection, 'bindings', bindingSchema)
  const trainings = documentsIn<TrainingDocument>(connection, 'trainings', schema)
  return {
    async listOfSchool({ schoolId, schoolYear }) {
      const courses = await bindings.list({ schoolId })
      const wayOf = new Map(courses.map(({ _id, registrationId }) => [_id, registrationId]))
      const ofAccounts = await trainings.list({ schoolId, schoolYear })
      const contextKey = { $in: [...wayOf.keys()] }
      const ofCourses = courses.length === 0 ? [] : await trainings.list({ contextKey, schoolYear })
      return [
        ...ofAccounts.map((one) => toPerson(one, '')),
        ...ofCourses.map((one) =>
          toPerson(one, (one.contextKey && wayOf.get(one.contextKey)) ?? ''),
        ),
      ]
    },
  }
}

function toPerson({ personKey, nameMark }: TrainingDocument, way: string): TrainedPerson {
  return { personKey, way, ...(nameMark !== undefined && { nameMark }) }
}

function toDomain({ _id, ...rest }: TrainingDocument): Training {
  return { id: _id, ...rest }
}
