import type { Module, Question } from '../../catalogue/index.ts'
import { ballotOfQuestion } from './ballot.ts'
import { nearestStep } from './nearest-step.ts'
import { pupilsOf, type Run } from './run.ts'

/** Below this share of right hands the class has not got it, and the idea is to be taught again. */
export const GOT_IT = 0.7
/** Fewer hands say more about each pupil than about the class. */
export const FEWEST_HANDS = 5

/** What a class answered one question of a module with: counts only. */
export interface Idea {
  readonly question: Question
  readonly right: readonly Lettered[]
  /** The wrong option that most hands went up for; none where nobody was wrong. */
  readonly lure?: Lettered
  /** Of `hands`. */
  readonly rightHands: number
  readonly hands: number
  /** 0–1. */
  readonly share: number
  readonly isMissed: boolean
  /** The step that speaks of it, counted from 1. */
  readonly step?: number
}

export interface Lettered {
  readonly letter: string
  readonly text: string
  readonly why: string
}

export interface Ideas {
  /** The least known first. */
  readonly ideas: readonly Idea[]
  /** Questions with too few hands to be told of. */
  readonly tooFew: number
}

type Polled = Pick<Run, 'polls'>

/** Of everything that has a right answer and that hands went up for. */
export function ideasOf(module: Module, run: Polled): Ideas {
  const voted = module.questions.flatMap((question) => ideaOf(module, question, run) ?? [])
  const ideas = voted
    .filter(({ hands }) => hands >= FEWEST_HANDS)
    .toSorted((one, other) => one.share - other.share)
  return { ideas, tooFew: voted.length - ideas.length }
}

interface Row extends Lettered {
  readonly isRight: boolean
  readonly hands: number
}

function ideaOf(module: Module, question: Question, run: Polled): Idea | undefined {
  const { id, rows } = votedOn(question, run)
  const hands = pupilsOf(
    id,
    rows.map((row) => row.hands),
  )
  if (hands === 0) return undefined
  const rightHands = rightHandsOf(question, rows, hands)
  const wrong = rows.filter((row) => !row.isRight && row.hands > 0)
  const lure = wrong.toSorted((one, other) => other.hands - one.hands)[0]
  const step = nearestStep(module, question)
  return {
    question,
    right: rows.filter(({ isRight }) => isRight),
    ...(lure && { lure }),
    rightHands,
    hands,
    share: rightHands / hands,
    isMissed: rightHands / hands < GOT_IT,
    ...(step !== undefined && { step }),
  }
}

function votedOn(question: Question, { polls }: Polled) {
  const { id, rows } = ballotOfQuestion(question)
  const counts = polls.find(({ blockId }) => blockId === id)?.counts ?? {}
  const right = rightIdsOf(question)
  return {
    id,
    rows: rows.map((row): Row => ({
      letter: row.letter,
      text: row.text,
      why: question.options.find((option) => option.id === row.id)?.feedback ?? '',
      isRight: right.includes(row.id),
      hands: counts[row.id] ?? 0,
    })),
  }
}

/** Before a class, what is to be put in order asks only what comes first. */
function rightIdsOf({ kind, correct }: Question): readonly string[] {
  return kind === 'order' ? correct.slice(0, 1) : correct
}

/** Of several right ones the one that fewest knew counts, and so does a wrong one that many took. */
function rightHandsOf({ kind }: Question, rows: readonly Row[], hands: number): number {
  if (kind !== 'many') {
    return rows.filter(({ isRight }) => isRight).reduce((sum, row) => sum + row.hands, 0)
  }
  return Math.min(...rows.map((row) => (row.isRight ? row.hands : hands - row.hands)))
}
