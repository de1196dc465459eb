import {
  mixedItems,
  type Option,
  type OrderBlock,
  type PollBlock,
  type Question,
  type ScenarioBlock,
  type ScenarioNode,
} from '../../catalogue/index.ts'

/** A row that hands go up for. */
export interface BallotRow {
  readonly id: string
  readonly letter: string
  readonly text: string
  /** The node that a story goes on with. */
  readonly goesTo?: string
}

/** What a press shows afterwards, one after the other. */
export interface Reveal {
  readonly row: string
  readonly why: string
  /** Right, or its place in the right order; a poll of opinions has neither. */
  readonly mark?: string
}

/** A question before a class, answered by raised hands. */
export interface Ballot {
  readonly id: string
  readonly prompt: string
  readonly ask: 'poll' | 'one' | 'many' | 'order' | 'story'
  readonly rows: readonly BallotRow[]
  readonly reveals: readonly Reveal[]
}

const RIGHT = '✓'
const MANY = 'many:'

/** One pupil may raise a hand for several rows of such a question. */
export function mayRaiseTwice(ballotId: string): boolean {
  return ballotId.startsWith(MANY)
}

export function ballotOfPoll({ id, prompt, options }: PollBlock): Ballot {
  const reveals = options.map((option) => ({ row: option.id, why: option.say }))
  return { id, prompt, ask: 'poll', rows: rowsOf(options), reveals }
}

/** Called out or by hands: which comes first? Each press puts the next one into its place. */
export function ballotOfOrder(block: OrderBlock): Ballot {
  const { id, prompt, items } = block
  const reveals = items.map((item, index) => ({
    row: item.id,
    why: item.why,
    mark: String(index + 1),
  }))
  return { id, prompt, ask: 'order', rows: rowsOf(mixedItems(block)), reveals }
}

export function ballotOfQuestion(question: Question): Ballot {
  const { id, kind, prompt, correct } = question
  const options = shownOptions(question)
  const reveals = correct.flatMap((right, index) =>
    options
      .filter((option) => option.id === right)
      .map(({ feedback }) => ({
        row: right,
        why: feedback,
        mark: kind === 'order' ? String(index + 1) : RIGHT,
      })),
  )
  const ask = kind === 'truefalse' ? 'one' : kind
  const prefix = kind === 'many' ? MANY : 'one:'
  return { id: prefix + id, prompt, ask, rows: rowsOf(options), reveals }
}

/** The ways out of one node of a story; the class chooses. */
export function ballotOfNode(
  { id }: ScenarioBlock,
  { id: node, choices }: ScenarioNode,
): Ballot | undefined {
  if (choices.length === 0) return undefined
  const options = choices.map(({ to, text }, index) => ({
    id: letterOf(index).toLowerCase(),
    text,
    goesTo: to,
  }))
  return { id: `${id}/${node}`, prompt: '', ask: 'story', rows: rowsOf(options), reveals: [] }
}

/** What is to be put in order never starts in order. */
function shownOptions({ kind, options, correct }: Question): readonly Option[] {
  const isInOrder = options.every(({ id }, index) => id === correct[index])
  return kind === 'order' && isInOrder ? options.toReversed() : options
}

function rowsOf(options: readonly Omit<BallotRow, 'letter'>[]): readonly BallotRow[] {
  return options.map(({ id, text, goesTo }, index) => ({
    id,
    letter: letterOf(index),
    text,
    ...(goesTo !== undefined && { goesTo }),
  }))
}

function letterOf(index: number): string {
  return String.fromCharCode('A'.charCodeAt(0) + index)
}
