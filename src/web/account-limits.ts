import type { RequestHandler } from 'express'

import { TooManyRequestsError } from '../errors/index.ts'
import { createRateLimit, type RateLimit, type RateLimitOptions } from '../runtime/index.ts'

export interface AccountLimitOptions {
  /** Requests to the API, by the account whose token it is. */
  readonly api: RateLimitOptions
  /** Forms sent, by account or learner. */
  readonly forms: RateLimitOptions
}

// A system that fetches 28,000 schools in pages of 100 asks 280 times; nobody presses a button ten times a second.
const LIMITS: AccountLimitOptions = {
  api: { points: 3000, windowS: 60 },
  forms: { points: 600, windowS: 60, slotCount: 65_536 },
}

/** Counted for whoever is known already, never per address (interfaces §5). Pages that are only read are not counted. */
export interface AccountLimits {
  /** @throws TooManyRequestsError('too-many-requests') */
  countApiRequest(accountId: string): Promise<void>
  readonly forms: RequestHandler
}

const READING = new Set(['GET', 'HEAD', 'OPTIONS'])

export function createAccountLimits(limits = LIMITS): AccountLimits {
  const api = createRateLimit(limits.api)
  const forms = createRateLimit(limits.forms)
  return {
    countApiRequest: (accountId) => count(api, accountId),
    async forms(req, res, next) {
      const { visit } = res.locals
      if (visit && !READING.has(req.method)) await count(forms, visit.accountId ?? visit.learnerKey)
      next()
    },
  }
}

async function count(limit: RateLimit, key: string): Promise<void> {
  const retryAfterS = await limit.take(key)
  if (retryAfterS !== undefined)
    throw new TooManyRequestsError('too-many-requests', { retryAfterS })
}
