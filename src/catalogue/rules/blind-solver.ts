import type { Module, Question, QuestionKind } from '../module.ts'
import { chanceOf, chanceOfHunch, type Voice, voiceOf } from './guessing.ts'
import type { CatalogueRule, Finding } from './rule.ts'
import { HUNCHES, TRICKS } from './test-tricks.ts'

/** From one module alone chance would find a combination that happens to fit. */
const FEWEST_MODULES_TO_LEARN_FROM = 8
const MOST_TRICKS_AT_ONCE = 3

type TrickNames = readonly string[]
type Chance = (question: Question, names: TrickNames) => number

interface Solver {
  readonly name: string
  chance(question: Question): number
}

/**
 * Plays pupils who know how tests are written and nothing else: one for each trick, and one who
 * learned over all modules which tricks together serve best for each kind of question.
 */
export const blindSolver: CatalogueRule = (modules) => {
  const questions = modules.flatMap(({ module }) => module.questions)
  const solvers = solversFor(questions, modules.length >= FEWEST_MODULES_TO_LEARN_FROM)
  return modules.map(({ module }) => solvers.flatMap((solver) => findingsOf(module, solver)))
}

/** Right answers that a solver may hope for. */
function hopesOf({ questions }: Module, { chance }: Solver): number {
  return questions.map(chance).reduce((sum, one) => sum + one, 0)
}

function findingsOf(module: Module, solver: Solver): readonly Finding[] {
  const hopes = hopesOf(module, solver)
  const count = module.questions.length
  if (hopes < module.passMark * count) return []
  return [
    {
      file: 'quiz.json',
      message: `whoever knows nothing and picks ${solver.name} has ${hopes.toFixed(1)} of ${count} right and passes.`,
      at: 'questions',
    },
  ]
}

function solversFor(questions: readonly Question[], learns: boolean): readonly Solver[] {
  const voices = new Map(questions.map((question) => [question, voicesOf(question)]))
  const hunch = bestFor(HUNCHES, (one) =>
    sumOver(questions, 'truefalse', (question) => chanceOfHunch(question, one)),
  )
  const chance: Chance = (question, names) =>
    chanceOf(
      question,
      names.map((name) => voices.get(question)?.get(name) ?? []),
    )
  const solver = (name: string, namesFor: (kind: QuestionKind) => TrickNames): Solver => ({
    name,
    chance: (question) =>
      question.kind === 'truefalse'
        ? chanceOfHunch(question, hunch)
        : chance(question, namesFor(question.kind)),
  })
  const single = [...TRICKS.keys()].map((name) => solver(name, () => [name]))
  if (!learns) return single
  return [...single, solver('by the best tricks together', learnFrom(questions, chance))]
}

function voicesOf(question: Question): ReadonlyMap<string, Voice> {
  return new Map([...TRICKS].map(([name, trick]) => [name, voiceOf(question, trick)]))
}

function learnFrom(
  questions: readonly Question[],
  chance: Chance,
): (kind: QuestionKind) => TrickNames {
  const sets = setsOf([...TRICKS.keys()], MOST_TRICKS_AT_ONCE)
  const kinds: readonly QuestionKind[] = ['one', 'many', 'order']
  const learned = new Map(
    kinds.map((kind) => [
      kind,
      bestFor(sets, (names) => sumOver(questions, kind, (question) => chance(question, names))),
    ]),
  )
  return (kind) => learned.get(kind) ?? []
}

function sumOver(
  questions: readonly Question[],
  kind: QuestionKind,
  chance: (question: Question) => number,
): number {
  return questions
    .filter((question) => question.kind === kind)
    .map(chance)
    .reduce((sum, one) => sum + one, 0)
}

function bestFor<T>(choices: readonly T[], worth: (choice: T) => number): T {
  const rated = choices.map((choice) => ({ choice, worth: worth(choice) }))
  return rated.reduce((best, one) => (one.worth > best.worth ? one : best)).choice
}

/** All sets of one to `most` things. */
function setsOf<T>(things: readonly T[], most: number): readonly (readonly T[])[] {
  if (most === 0) return []
  return things.flatMap((thing, index) => [
    [thing],
    ...setsOf(things.slice(index + 1), most - 1).map((rest) => [thing, ...rest]),
  ])
}
