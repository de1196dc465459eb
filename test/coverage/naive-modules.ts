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

/** Grades of the stage; of a care facility all that no other stage of it teaches. */
function gradesOf(stage: Stage, { stages }: Obligation): number[] {
  const grades: number[] = []
  for (let grade = FIRST[stage]; grade <= LAST[stage]; grade += 1) {
    let isTaken = false
    for (const other of stages) {
      if (stage !== 'care' || other === 'care') continue
      if (grade >= FIRST[other] && grade <= LAST[other]) isTaken = true
    }
    if (!isTaken) grades.push(grade)
  }
  return grades
}

/** Without sizes, the grades of a stage are taken as equally large. */
function pupilsOf(module: CountedModule, stage: Stage, obligation: Obligation): number {
  const { school } = obligation
  const enrolled = school.enrolledByStage[stage] ?? 0
  const grades = gradesOf(stage, obligation)
  const shared = grades.filter((grade) => module.grades.includes(grade))
  const known = school.gradeSizes.filter((size) => grades.includes(size.grade))
  if (known.length === 0) return Math.round((enrolled * shared.length) / grades.length)
  let pupils = 0
  for (const size of known) if (shared.includes(size.grade)) pupils += size.enrolled
  return pupils
}
