import type { Obligation } from '../requirements/index.ts'
import { GRADES, type GradeSize, gradesOfStage, type Stage } from '../schools/index.ts'

/** As much of a module as counting needs; without grades it is for adults. */
export interface CountedModule {
  readonly id: string
  readonly grades: readonly number[]
}

type Owed = Pick<Obligation, 'stages' | 'school'>

/**
 * Completions by stage. Nobody's grade is known, so a module that several stages of a school share counts for the stage
 * that has most of its pupils; a module for no grade of the school counts for none.
 */
export function completionsByStage(
  completions: ReadonlyMap<string, number>,
  modules: readonly CountedModule[],
  obligation: Owed,
): ReadonlyMap<Stage, number> {
  const counts = new Map<Stage, number>(obligation.stages.map((stage) => [stage, 0]))
  for (const module of modules) {
    const stage = stageOfModule(module, obligation)
    if (!stage) continue
    counts.set(stage, (counts.get(stage) ?? 0) + (completions.get(module.id) ?? 0))
  }
  return counts
}

function stageOfModule(module: CountedModule, obligation: Owed): Stage | undefined {
  const fitting = obligation.stages.filter((stage) => sharesGrade(module, stage))
  const [first, ...others] = fitting
  return others.reduce<Stage | undefined>(
    (best, stage) =>
      best && pupilsFor(module, stage, obligation) > pupilsFor(module, best, obligation)
        ? stage
        : best,
    first,
  )
}

/** Children of a care facility are of every grade. */
function sharesGrade({ grades }: CountedModule, stage: Stage): boolean {
  if (stage === 'care') return grades.length > 0
  return gradesOfStage(stage).some((grade) => grades.includes(grade))
}

/** Pupils times modules meant for their grade. */
export function expectedOf(modules: readonly CountedModule[], obligation: Owed): number {
  return modules.reduce(
    (sum, module) =>
      sum +
      obligation.stages
        .filter((stage) => sharesGrade(module, stage))
        .reduce((pupils, stage) => pupils + pupilsFor(module, stage, obligation), 0),
    0,
  )
}

/** Where a list gave no sizes by grade, grades of a stage are taken as equally large. */
function pupilsFor({ grades }: CountedModule, stage: Stage, { school, stages }: Owed): number {
  const ofStage = gradesFor(stage, stages)
  const known = school.gradeSizes.filter(({ grade }) => ofStage.includes(grade))
  if (known.length > 0) return sumOf(known.filter(({ grade }) => grades.includes(grade)))
  const share = ofStage.filter((grade) => grades.includes(grade)).length / ofStage.length
  return Math.round((school.enrolledByStage[stage] ?? 0) * share)
}

/** Children of a care facility are of every grade that no other stage of it teaches. */
function gradesFor(stage: Stage, stages: readonly Stage[]): readonly number[] {
  if (stage !== 'care') return gradesOfStage(stage)
  const elsewhere = new Set(stages.flatMap(gradesOfStage))
  return GRADES.filter((grade) => !elsewhere.has(grade))
}

function sumOf(sizes: readonly GradeSize[]): number {
  return sizes.reduce((sum, { enrolled }) => sum + enrolled, 0)
}
