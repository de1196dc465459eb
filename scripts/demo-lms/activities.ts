import { activities, type Activity } from './course.ts'
import type { DemoLmsState } from './state.ts'

/** What the course came with, then what teachers placed in it. */
export function listActivities(state: DemoLmsState): readonly Activity[] {
  return [...activities, ...state.placedActivities]
}

export function findActivity(state: DemoLmsState, id: string): Activity | undefined {
  return listActivities(state).find((activity) => activity.id === id)
}

export function findActivityByCourseModule(
  state: DemoLmsState,
  courseModuleId: string,
): Activity | undefined {
  return listActivities(state).find((one) => String(one.courseModuleId) === courseModuleId)
}
