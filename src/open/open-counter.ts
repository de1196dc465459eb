import { isComplete } from '../learning/index.ts'
import { type Clock, createRateLimit, dayOf, type Logger } from '../runtime/index.ts'
import type { SchoolId } from '../schools/index.ts'
import type { OpenRunRepository } from './open-run.ts'
import type { PublicTokenRepository } from './public-token.ts'
import { progressOf, type Ticket } from './ticket.ts'

export interface OpenCounterDeps {
  readonly openRuns: Pick<OpenRunRepository, 'record'>
  readonly publicTokens: Pick<PublicTokenRepository, 'findByToken'>
  readonly clock: Clock
  readonly logger: Logger
}

export interface OpenCounter {
  /** Counts a finished run once, whoever presses how often; what cannot have been read is not counted. */
  countIfFinished(ticket: Ticket): Promise<void>
  schoolOf(ticket: Pick<Ticket, 'token'>): Promise<SchoolId | undefined>
}

// The shortest of these modules has some 600 words: nobody has read them, and answered, in less.
const LEAST_MS = 60 * 1000
const LONGEST_MS = 24 * 60 * 60 * 1000

// A hall of parents is one address, so counting is bounded by the school whose code they all scanned. Codes that are
// nobody's are one: anybody can think of any number.
const RUNS_AN_HOUR = { points: 1500, windowS: 60 * 60, slotCount: 65_536 }
// One run, pressed again and again, is one row, and must not use that up either.
const PRESSES_AN_HOUR = { points: 10, windowS: 60 * 60, slotCount: 65_536 }

export function createOpenCounter(deps: OpenCounterDeps): OpenCounter {
  const { openRuns, publicTokens, clock, logger } = deps
  const perSchool = createRateLimit(RUNS_AN_HOUR)
  const perRun = createRateLimit(PRESSES_AN_HOUR)

  async function schoolOf({ token }: Pick<Ticket, 'token'>) {
    return token && (await publicTokens.findByToken(token))?.schoolId
  }

  return {
    schoolOf,
    async countIfFinished(ticket) {
      const { module, id } = ticket
      const now = clock.now()
      if (!isComplete(module, progressOf(ticket)) || !isCredible(ticket, now)) return
      if ((await perRun.take(id)) !== undefined) return
      const schoolId = await schoolOf(ticket)
      if ((await perSchool.take(`${module.id} ${schoolId ?? ''}`)) !== undefined) {
        logger.warn({ moduleId: module.id }, 'open runs of one code are too many to be counted')
        return
      }
      const [moduleId, moduleVersion] = [module.id, module.version]
      await openRuns.record({
        ...{ id, moduleId, moduleVersion, day: dayOf(now) },
        ...(schoolId && { schoolId }),
      })
    },
  }
}

function isCredible({ startedAt }: Ticket, now: Date): boolean {
  const took = now.getTime() - startedAt.getTime()
  return took >= LEAST_MS && took <= LONGEST_MS
}
