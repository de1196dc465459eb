import type { LineItemOutcome, LineItems, LineItemSearch, PlatformFailure } from '../lti/index.ts'
import { type Clock, hashOf } from '../runtime/index.ts'
import type { LeaseRepository } from './delivery-repository.ts'

/** Why there is no column to send a score to. */
export type LineItemFailure =
  | Exclude<PlatformFailure, { readonly kind: 'answered' }>
  | AnsweredInStep
  /** Somebody else is at it. */
  | { readonly kind: 'being-made' }

interface AnsweredInStep {
  readonly kind: 'find-answered' | 'make-answered'
  readonly status: number
  readonly retryAfterS?: number
}

type Found = Extract<LineItemOutcome, { readonly kind: 'found' }>

/** Columns that launches did not name: found, or made where there is none. */
export interface LineItemFinder {
  /** Never throws on the platform's account. */
  findOrMake(registrationId: string, search: LineItemSearch): Promise<Found | LineItemFailure>
  /** The platform does not know that column any more. */
  forget(registrationId: string, search: LineItemSearch): void
}

export interface LineItemFinderDeps {
  readonly lineItems: LineItems
  readonly leases: LeaseRepository
  readonly clock: Clock
}

const MOST_REMEMBERED = 2000
// To make one takes a token (3 s) and an answer (5 s), and both once more after a 401.
const MAKE_MS = 16_000
// A second look takes up to 11 s before it.
const LEASE_MS = 30_000

export function createLineItemFinder(deps: LineItemFinderDeps): LineItemFinder {
  const remembered = new Map<string, Found>()
  const underWay = new Map<string, Promise<Found | LineItemFailure>>()

  async function look(sought: Sought): Promise<Found | LineItemFailure> {
    const outcome = await findOrMake(deps, sought)
    if (outcome.kind === 'found') remember(remembered, sought.key, outcome)
    return outcome
  }

  return {
    async findOrMake(registrationId, search) {
      const key = keyOf(registrationId, search)
      const known = remembered.get(key) ?? underWay.get(key)
      if (known) return known
      // A class that ends its lesson together asks once.
      const looking = look({ registrationId, search, key }).finally(() => underWay.delete(key))
      underWay.set(key, looking)
      return looking
    },
    forget: (registrationId, search) => void remembered.delete(keyOf(registrationId, search)),
  }
}

function keyOf(registrationId: string, search: LineItemSearch): string {
  const { itemsUrl, resourceId, linkId = '' } = search
  return hashOf('line-item', registrationId, itemsUrl, resourceId, linkId)
}

function remember(remembered: Map<string, Found>, key: string, found: Found): void {
  const [oldest] = remembered.keys()
  if (remembered.size >= MOST_REMEMBERED && oldest !== undefined) remembered.delete(oldest)
  remembered.set(key, found)
}

interface Sought {
  readonly registrationId: string
  readonly search: LineItemSearch
  readonly key: string
}

type Step = 'find' | 'make'
type Outcome = Found | LineItemFailure | { readonly kind: 'missing' }

async function run(
  { lineItems }: LineItemFinderDeps,
  step: Step,
  sought: Sought,
): Promise<Outcome> {
  const work = step === 'find' ? lineItems.findLineItem : lineItems.makeLineItem
  const outcome = await work(sought.registrationId, sought.search)
  return outcome.kind === 'answered' ? { ...outcome, kind: `${step}-answered` } : outcome
}

/** Whoever only finds needs no lease. */
async function findOrMake(deps: LineItemFinderDeps, sought: Sought) {
  const found = await run(deps, 'find', sought)
  return found.kind === 'missing' ? makeAlone(deps, sought) : found
}

/**
 * One process at a time, and only after a look with the lease in hand: two columns for one module would be in every
 * pupil's way. Where nobody knows what came of it, the lease runs out by itself: a slow platform may still be making it.
 */
async function makeAlone(deps: LineItemFinderDeps, sought: Sought) {
  const { leases, clock } = deps
  const id = `line-item ${sought.key}`
  const now = clock.now()
  const until = new Date(now.getTime() + LEASE_MS)
  if (!(await leases.acquire(id, now, until))) return { kind: 'being-made' } as const
  const outcome = await makeUnlessThere(deps, sought, until)
  if (!isUnsure(outcome)) await leases.release(id)
  return outcome
}

async function makeUnlessThere(
  deps: LineItemFinderDeps,
  sought: Sought,
  until: Date,
): Promise<Found | LineItemFailure> {
  const found = await run(deps, 'find', sought)
  if (found.kind !== 'missing') return found
  const isTooLate = until.getTime() - deps.clock.now().getTime() < MAKE_MS
  const made = isTooLate ? ({ kind: 'being-made' } as const) : await run(deps, 'make', sought)
  return made.kind === 'missing' ? { kind: 'unusable', reason: 'no-address' } : made
}

/** It may have been made, or may be yet. */
function isUnsure(outcome: Found | LineItemFailure): boolean {
  if (outcome.kind === 'make-answered') return outcome.status < 300 || outcome.status >= 500
  return outcome.kind === 'unreachable' || outcome.kind === 'unusable'
}
