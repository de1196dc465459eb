import { addDays, type Day } from '../../runtime/index.ts'
import { readSigns, type SignsProblem } from './pack-signs.ts'

/** What an offline pack wrote down of one presentation. Anybody can make one up: it is a statement, no proof. */
export interface PackLog {
  readonly moduleId: string
  readonly version: string
  /** By the clock of the computer that it ran on. */
  readonly heldOn: Day
  /** Of that day, 0–1439, when it began. */
  readonly minuteOfDay: number
  /** Tells two presentations of one minute apart. */
  readonly nonce: number
  readonly minutes: number
  /** The furthest, from 1. */
  readonly slideReached: number
  /** The most that went up for one question. */
  readonly mostHands: number
  /** Absent in the short code. */
  readonly polls?: readonly PackPoll[]
}

export interface PackPoll {
  /** Its place among the votes of the module, from 0. */
  readonly at: number
  /** Hands for each row, in the order of the rows. */
  readonly counts: readonly number[]
}

export type PackCodeProblem = SignsProblem | { readonly code: 'newer' }

export type ReadPackCode =
  { readonly log: PackLog; readonly problem?: undefined } | { readonly problem: PackCodeProblem }

const FIRST_DAY = '2025-01-01' as Day
const ID_SIGNS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-'
const [SHORT, LONG] = [1, 2]
const MINUTES_OF_DAY = 24 * 60

/** Bits from the left; past the end there are none. */
type Take = (width: number) => number

/** What views/assets/offline-code.js wrote, typed or scanned. */
export function readPackCode(text: string): ReadPackCode {
  const signs = readSigns(text)
  if (signs.problem) return signs
  const bits = signs.values.flatMap((value) =>
    Array.from(value.toString(2).padStart(5, '0'), Number),
  )
  const { take, isAtEnd } = reader(bits)
  const kind = take(3)
  if (kind !== SHORT && kind !== LONG) return { problem: { code: 'newer' } }
  const head = takeHead(take)
  const log = kind === LONG ? { ...head, polls: takePolls(take) } : head
  const isSound = isAtEnd() && log.minuteOfDay < MINUTES_OF_DAY && !log.moduleId.includes('?')
  return isSound ? { log } : { problem: { code: 'mistyped' } }
}

function reader(bits: readonly number[]): { take: Take; isAtEnd: () => boolean } {
  let at = 0
  const take: Take = (width) => {
    const taken = bits.slice(at, at + width)
    at += width
    return taken.reduce((sum, bit) => sum * 2 + bit, 0)
  }
  // Less than one sign is left, and that was filled up with nothing.
  const isAtEnd = () => {
    const rest = bits.slice(at)
    return at <= bits.length && rest.length < 5 && rest.every((bit) => bit === 0)
  }
  return { take, isAtEnd }
}

function takeHead(take: Take): PackLog {
  return {
    moduleId: takeId(take),
    version: String(take(take(1) === 0 ? 5 : 20)),
    heldOn: addDays(FIRST_DAY, take(13)),
    minuteOfDay: take(11),
    nonce: take(4),
    minutes: take(10),
    slideReached: take(7),
    mostHands: take(14),
  }
}

function takeId(take: Take): string {
  return Array.from({ length: take(4) }, () => ID_SIGNS[take(6)] ?? '?').join('')
}

function takePolls(take: Take): readonly PackPoll[] {
  return Array.from({ length: take(7) }, () => {
    const [at, rows, width] = [take(7), take(3) + 1, take(4)]
    return { at, counts: Array.from({ length: rows }, () => take(width)) }
  })
}
