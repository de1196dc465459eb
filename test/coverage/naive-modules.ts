import type { CountedModule } from '../../src/coverage/index.ts'
import type { Obligation } from '../../src/requirements/index.ts'
import type { Stage } from '../../src/schools/index.ts'
import type { Facts } from './naive-recount.ts'

const FIRST: Readonly<Record<Stage, number>> = { th: 1, thcs: 6, thpt: 10, care: 1 }
const LAST: Readonly<Record<Stage, number>> = { th: 5, thcs: 9, thpt: 12, care: 12 }

/** Completions within the period of those modules that count wholly for this stage. */
export function completionsOf(stage: Stage, obligation: Obligation, facts: Facts): number {
  let completions = 0
  for (const one of facts.completions) {
    if (one.schoolId !== obligation.schoolId) continue
    if (one.on < facts.period.from || one.on > facts.period.to) continue
    for (const module of modulesOf(facts)) {
      if (module.id === one.moduleId && stageOf(module, obligation) === stage) completions += 1
    }
  }
  return completions
}

/** Without a pick nothing was expected of anybody. */
export function expectedOf(obligation: Obligation, facts: Facts): number {
  let expected = 0
  if (facts.period.modules.length === 0) return expected
  for (const module of modulesOf(facts)) {
    for (const stage of obligation.stages) expected += pupilsOf(module, stage, obligation)
  }
  return expected
}

/** The department's pick, or everything; modules for adults are nobody's grade. */
function modulesOf({ catalogue, period }: Facts): CountedModule[] {
  const modules: CountedModule[] = []
  for (const module of catalogue) {
    const isPicked = period.modules.length === 0 || period.modules.includes(module.id)
    if (isPicked && module.grades.length > 0) modules.push(module)
  }
  return modules
}

function stageOf(module: CountedModule, obligation: Obligation): Stage | undefined {
  let chosen: Stage | undefined
  let most = -1
  for (const stage of obligation.stages) {
    const pupils = pupilsOf(module, stage, obligation)
    if (sharedGrades(module, stage).length > 0 && pupils > most) {
      chosen = stage
      most = pupils
    }
  }
  return chosen
}

function sharedGrades(module: CountedModule, stage: Stage): number[] {
  return module.grades.filter((grade) => grade >= FIRST[stage] && grade <= LAST[stage])
}

/** Children of a care facility are of every grade; without sizes, grades of a stage are taken as equally large. */
function pupilsOf(module: CountedModule, stage: Stage, { school }: Obligation): number {
  const enrolled = school.enrolledByStage[stage] ?? 0
  if (stage === 'care') return enrolled
  const shared = sharedGrades(module, stage)
  if (school.gradeSizes.length === 0) {
    return Math.round((enrolled * shared.length) / (LAST[stage] - FIRST[stage] + 1))
  }
  let pupils = 0
  for (const size of school.gradeSizes) if (shared.includes(size.grade)) pupils += size.enrolled
  return pupils
}
