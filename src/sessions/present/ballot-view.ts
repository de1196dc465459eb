import type { Ballot, BallotRow } from './ballot.ts'
import { type Face, faceAt, isOrdered } from './faces.ts'
import type { Run } from './run.ts'

export interface BallotView {
  readonly id: string
  readonly ask: Ballot['ask']
  readonly rows: readonly RowView[]
  readonly whys: readonly WhyView[]
  /** All of it in its order, at the end. */
  readonly order?: OrderView
}

export interface OrderView {
  readonly face: Face
  readonly texts: readonly string[]
}

interface RowView {
  readonly id: string
  readonly letter: string
  readonly text: string
  readonly hands: number
  /** Of all hands that went up, 0–100: how long its bar is. */
  readonly share: number
  readonly goesTo?: string
  /** Of a right one, or its place in the order; only the teacher sees it beside the question. */
  readonly mark?: string
}

/** On the wall alone at its beat. */
export interface WhyView {
  readonly at: number
  readonly label: string
  /** What it says why of. */
  readonly of: string
  readonly mark?: string
  readonly text: string
  readonly isSaid: boolean
}

export function ballotView(ballot: Ballot, run: Pick<Run, 'polls'>, beat: number): BallotView {
  const counts = countsOf(ballot, run)
  const total = Object.values(counts).reduce((sum, hands) => sum + hands, 0)
  return {
    id: ballot.id,
    ask: ballot.ask,
    rows: ballot.rows.map((row) => {
      const hands = counts[row.id] ?? 0
      const share = total === 0 ? 0 : Math.round((hands / total) * 100)
      return { ...row, hands, share, ...markOf(ballot, row) }
    }),
    whys: whysOf(ballot, beat),
    ...(isOrdered(ballot.reveals) && { order: orderOf(ballot, beat) }),
  }
}

function whysOf({ rows, reveals }: Ballot, beat: number): readonly WhyView[] {
  return reveals.map(({ row: id, why, mark }, index) => {
    const row = rows.find((one) => one.id === id)
    return {
      ...{ at: index + 1, label: row?.letter ?? '', of: row?.text ?? '' },
      ...{ text: why, isSaid: beat === index + 1 },
      ...(mark !== undefined && { mark }),
    }
  })
}

function orderOf({ rows, reveals }: Ballot, beat: number): OrderView {
  const texts = reveals.map(({ row }) => rows.find(({ id }) => id === row)?.text ?? '')
  return { face: faceAt([reveals.length + 1], beat), texts }
}

/** Where a story goes on: with the row that most hands went up for, the first of them where they are equal. */
export function chosenRow(
  { rows, ...ballot }: Ballot,
  run: Pick<Run, 'polls'>,
): BallotRow | undefined {
  const counts = countsOf({ ...ballot, rows }, run)
  const handsOf = ({ id }: BallotRow) => counts[id] ?? 0
  const [first, ...others] = rows
  return others.reduce((best, row) => (best && handsOf(row) > handsOf(best) ? row : best), first)
}

function countsOf({ id, rows }: Ballot, { polls }: Pick<Run, 'polls'>): Record<string, number> {
  const counts = polls.find(({ blockId }) => blockId === id)?.counts ?? {}
  return Object.fromEntries(rows.map((row) => [row.id, counts[row.id] ?? 0]))
}

function markOf({ reveals }: Ballot, row: BallotRow) {
  const mark = reveals.find((reveal) => reveal.row === row.id)?.mark
  return mark === undefined ? {} : { mark }
}
