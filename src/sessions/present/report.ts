import { listField, textField } from '../../web/index.ts'
import type { Ballot } from './ballot.ts'
import { MOST_HANDS, type Poll, type RunReport } from './run.ts'

const LONGEST_NUMBER = 12
const MOST_POLLS = 100

/**
 * A projector's report, `slide`, `seen` (how many slides), `after` (seconds), `end` and one `poll` for each vote (`block row=3 row=0`). Whatever
 * does not belong to the module or is no count is passed over: half a report is better than none.
 */
export function readReport(body: unknown, ballots: ReadonlyMap<string, Ballot>): RunReport {
  const slide = countOf(textField(body, 'slide', LONGEST_NUMBER))
  const seen = countOf(textField(body, 'seen', LONGEST_NUMBER))
  const after = countOf(textField(body, 'after', LONGEST_NUMBER))
  return {
    ...(slide !== undefined && { slide }),
    ...(seen !== undefined && { slidesSeen: seen }),
    ...(after !== undefined && { afterMs: after * 1000 }),
    hasEnded: textField(body, 'end', 1) === '1',
    polls: listField(body, 'poll')
      .slice(0, MOST_POLLS)
      .flatMap((text) => pollOf(text, ballots) ?? []),
  }
}

function pollOf(text: string, ballots: ReadonlyMap<string, Ballot>): Poll | undefined {
  const [blockId = '', ...pairs] = text.split(' ')
  const ballot = ballots.get(blockId)
  const counts = pairs.flatMap((pair) => {
    const [row = '', hands, ...more] = pair.split('=')
    const count = countOf(hands)
    const isKnown = ballot?.rows.some(({ id }) => id === row) && more.length === 0
    return isKnown && count !== undefined && count <= MOST_HANDS ? [[row, count] as const] : []
  })
  return counts.length > 0 ? { blockId, counts: Object.fromEntries(counts) } : undefined
}

export interface Step {
  readonly blockId: string
  readonly row: string
  readonly by: 1 | -1
}

/** A press of + or −; undefined for a row that the module does not have. */
export function readStep(body: unknown, ballots: ReadonlyMap<string, Ballot>): Step | undefined {
  const blockId = listField(body, 'ballot')[0] ?? ''
  const [, row, sign] = /^([\w-]+)([+-])$/.exec(listField(body, 'step')[0] ?? '') ?? []
  const isKnown = ballots.get(blockId)?.rows.some(({ id }) => id === row)
  if (!isKnown || row === undefined) return undefined
  return { blockId, row, by: sign === '+' ? 1 : -1 }
}

function countOf(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,6}$/.test(text) ? Number(text) : undefined
}
