import type { LineItems, ScoreSender } from '../lti/index.ts'
import { type Clock, createTicker, type Logger, type Sealer } from '../runtime/index.ts'
import { decideNext, type DeliveryOutcome } from './decide-next.ts'
import { type Delivery, deliveryOf } from './delivery.ts'
import type { DeliveryRepository, LeaseRepository } from './delivery-repository.ts'
import { createLineItemFinder, type LineItemFinder } from './line-item-finder.ts'
import { createPlatformRest, type PlatformRest } from './platform-rest.ts'
import type { ScoreIntent, ScoreOutbox } from './score-intent.ts'

const POLL_MS = 1000
const BATCH = 50
// A platform that takes a second for each score keeps the others waiting for five seconds, however many it is owed.
const MOST_OF_ONE = 25
// So many are looked at to find who else is owed something.
const LISTED = 1000
const CONCURRENCY = 5
// Longer than a token (3 s) and a score (5 s) take, and with one poll less than the 10 s within which what a killed
// process held is taken up (interfaces §5). A try that takes longer still, as one may that makes its column first, may
// be made twice, which platforms bear (0006); the column has a lease of its own.
const LEASE_MS = 8500

export interface PassbackDeps {
  readonly deliveries: DeliveryRepository
  readonly leases: LeaseRepository
  readonly sender: ScoreSender
  readonly lineItems: LineItems
  readonly sealer: Sealer
  readonly clock: Clock
  readonly random: () => number
  readonly logger: Logger
  /** Scores owed by completions that a crash kept from enqueueing. */
  readonly sweep: () => Promise<unknown>
}

export interface PassbackWorker extends ScoreOutbox {
  /** Tries what is due, so much of each platform at a time; tells how many were tried. */
  runOnce(): Promise<number>
  /** Looks for due work soon. */
  wake(): void
  start(): void
  stop(): Promise<void>
}

interface Parts extends PassbackDeps {
  readonly finder: LineItemFinder
  readonly rest: PlatformRest
}

export function createPassbackWorker(deps: PassbackDeps): PassbackWorker {
  const { deliveries, clock, logger } = deps
  const parts = { ...deps, finder: createLineItemFinder(deps), rest: createPlatformRest(clock) }

  async function runOnce(): Promise<number> {
    await deps.sweep()
    const listed = await deliveries.listDue(clock.now(), LISTED)
    const due = inTurn(listed)
    let moved = 0
    const tryNext = async (): Promise<void> => {
      for (let next = due.shift(); next; next = due.shift()) {
        if (await tryDelivery(parts, next)) moved += 1
      }
    }
    const count = due.length
    await Promise.all(Array.from({ length: CONCURRENCY }, tryNext))
    // More are due than went out; and where nothing moved, to hurry would be to turn in a circle.
    if (moved === count && listed.length > count) ticker.wake()
    return count
  }

  const ticker = createTicker({
    everyMs: POLL_MS,
    run: runOnce,
    onError: (error) => {
      logger.error({ err: error }, 'score outbox could not run')
    },
  })

  return {
    runOnce,
    wake: () => {
      ticker.wake()
    },
    start: () => {
      ticker.start()
    },
    stop: () => ticker.stop(),
    async enqueue(intent) {
      await takeOver(deps, intent)
      ticker.wake()
    },
  }
}

/** One of each platform after the other, the longest due first. */
function inTurn(listed: readonly Delivery[]): Delivery[] {
  const ofEach = [...Map.groupBy(listed, ({ registrationId }) => registrationId).values()]
  const turns = Array.from({ length: MOST_OF_ONE }, (_, turn) =>
    ofEach.flatMap((own) => own.slice(turn, turn + 1)),
  )
  return turns.flat().slice(0, BATCH)
}

/** The same score again changes nothing, unless it was given up: a new launch may mend what was wrong. */
async function takeOver({ deliveries, clock }: PassbackDeps, intent: ScoreIntent): Promise<void> {
  const delivery = deliveryOf(intent, clock.now())
  if (await deliveries.add(delivery)) return
  const known = await deliveries.find(delivery.id)
  if (known?.state !== 'abandoned') return
  await deliveries.replace({ ...delivery, revision: known.revision + 1 })
}

/** Whether it is not due any more. */
async function tryDelivery(deps: Parts, listed: Delivery): Promise<boolean> {
  const now = deps.clock.now()
  const held = await deps.leases.acquire(listed.id, now, new Date(now.getTime() + LEASE_MS))
  if (!held) return false
  try {
    // Another worker may have finished it between the list and the lease.
    const delivery = await deps.deliveries.find(listed.id)
    if (delivery?.revision === listed.revision) await sendUnlessResting(deps, delivery)
    return true
  } catch (error) {
    // One delivery that cannot be written must not keep the others waiting.
    deps.logger.error({ err: error, deliveryId: listed.id }, 'score could not be handled')
    return false
  } finally {
    await deps.leases.release(listed.id)
  }
}

/** No try is counted where none was made. */
async function sendUnlessResting(deps: Parts, delivery: Delivery): Promise<void> {
  const nextTryAt = deps.rest.of(delivery.registrationId)
  if (!nextTryAt) await send(deps, delivery)
  else await deps.deliveries.replace({ ...delivery, nextTryAt, revision: delivery.revision + 1 })
}

const WORDS = { waiting: 'score delayed', abandoned: 'score given up' }

async function send(deps: Parts, delivery: Delivery): Promise<void> {
  const startedAt = deps.clock.now()
  const outcome = await publish(deps, delivery)
  const moment = { now: deps.clock.now(), random: deps.random() }
  const next = decideNext(delivery, outcome, moment)
  deps.rest.note(next, startedAt)
  await deps.deliveries.replace(next)
  const facts = { deliveryId: next.id, registrationId: next.registrationId, tries: next.tryCount }
  if (next.state === 'delivered') deps.logger.info(facts, 'score delivered')
  else deps.logger.warn({ ...facts, problem: next.lastProblem }, WORDS[next.state])
}

async function publish(deps: Parts, delivery: Delivery): Promise<DeliveryOutcome> {
  const { registrationId, completedAt, lineItemSearch } = delivery
  const userId = openRecipient(deps.sealer, delivery.sealedSub)
  if (userId === undefined) return { kind: 'unreadable' }
  const column = await columnOf(deps, delivery)
  if (column.kind !== 'found') return column
  const { lineItemUrl } = column
  const outcome = await deps.sender.publishScore(registrationId, {
    userId,
    lineItemUrl,
    completedAt,
  })
  // Somebody deleted the column that was found before: the next try looks again.
  if (lineItemSearch && isGone(outcome)) deps.finder.forget(registrationId, lineItemSearch)
  return outcome
}

function columnOf({ finder }: Parts, delivery: Delivery) {
  const { registrationId, lineItemUrl = '', lineItemSearch } = delivery
  if (lineItemSearch) return finder.findOrMake(registrationId, lineItemSearch)
  return { kind: 'found', lineItemUrl } as const
}

function isGone(outcome: DeliveryOutcome): boolean {
  return outcome.kind === 'answered' && [404, 410].includes(outcome.status)
}

function openRecipient(sealer: Sealer, sealedSub: string | undefined): string | undefined {
  try {
    return sealedSub === undefined ? undefined : sealer.open(sealedSub)
  } catch {
    return undefined
  }
}
