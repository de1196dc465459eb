import { gradesOfStage, type SchoolDirectory } from '../schools/index.ts'
import { contextKeyOf, type VisitOrigin } from '../web/index.ts'
import type { BindingRepository } from './binding.ts'

interface Deps {
  readonly bindings: Pick<BindingRepository, 'find'>
  readonly directory: Pick<SchoolDirectory, 'byId'>
}

export type GradesAtSchool = (origin: VisitOrigin | undefined) => Promise<readonly number[]>

/** Grades of the stages that a course's school teaches; none where its school is not known. Notes nothing. */
export function createGradesAtSchool({ bindings, directory }: Deps): GradesAtSchool {
  return async (origin) => {
    const schoolId = origin && (await bindings.find(contextKeyOf(origin)))?.schoolId
    const stages = (schoolId && directory.byId(schoolId)?.stages) ?? []
    return stages.flatMap(gradesOfStage)
  }
}
