import type { Module } from '../catalogue/index.ts'
import { type Clock, dayOf } from '../runtime/index.ts'
import { contextKeyOf, isSentTo, type Visit } from '../web/index.ts'
import { schoolYearOf } from './school-year.ts'
import { type Training, trainingIdOf, type TrainingRepository } from './training.ts'

export interface TrainingRecorderDeps {
  readonly trainings: TrainingRepository
  readonly clock: Clock
  /** The school of whoever signed in; after a launch the course tells. */
  readonly schoolOfStaff: (visit: Visit) => Promise<string | undefined>
}

/** Staff who learn what is meant for staff: by an activity made for it in whatever role, or signed in. */
export interface TrainingRecorder {
  /** Of this school year. */
  find(visit: Visit, module: Module): Promise<Training | undefined>
  record(visit: Visit, module: Module): Promise<Training>
}

/**
 * In a course of teachers they are learners; a pupil who typed the address is none. An LMS's test user learns nothing; of
 * staff nobody says whether they are tested.
 */
export function isTrainee(visit: Visit, { id, audience }: Module): boolean {
  return audience === 'staff' && (visit.role === 'staff' || (visit.counted && isSentTo(visit, id)))
}

export function createTrainingRecorder(deps: TrainingRecorderDeps): TrainingRecorder {
  const { trainings, clock } = deps
  const idOf = ({ learnerKey }: Visit, { id }: Module) =>
    trainingIdOf(learnerKey, id, schoolYearOf(clock.now()))
  return {
    async find(visit, module) {
      return isTrainee(visit, module) ? trainings.find(idOf(visit, module)) : undefined
    },
    async record(visit, module) {
      const now = clock.now()
      const schoolId = visit.origin ? undefined : await deps.schoolOfStaff(visit)
      return trainings.record({
        id: idOf(visit, module),
        personKey: visit.learnerKey,
        moduleId: module.id,
        moduleVersion: module.version,
        schoolYear: schoolYearOf(now),
        trainedOn: dayOf(now),
        ...(schoolId !== undefined && { schoolId }),
        ...(visit.origin && { contextKey: contextKeyOf(visit.origin) }),
      })
    },
  }
}
