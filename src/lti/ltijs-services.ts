import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

import Grade from 'ltijs/dist/Provider/Services/Grade.js'
import http from 'ltijs/dist/Utils/Http.js'

import type { AccessTokens } from './access-tokens.ts'
import type { Outbound } from './outbound.ts'
import type { Registration } from './registration.ts'

const VERSION = '5.9.9'
const require = createRequire(import.meta.url)

export interface ScoreMessage {
  readonly userId: string
  readonly lineItemUrl: string
  readonly completedAt: Date
}

/** https://www.imsglobal.org/spec/lti-ags/v2p0#creating-a-new-line-item */
export interface NewLineItem {
  readonly label: string
  readonly scoreMaximum: number
  readonly resourceId: string
  readonly tag: string
  readonly resourceLinkId?: string
}

/** The only user of ltijs: its service classes, fed our registrations by injection (lti.md §3). */
export interface LtijsServices {
  /** Resolves when the platform took the score. @throws what the transport or the platform answered */
  submitScore(registration: Registration, message: ScoreMessage): Promise<void>
  /** Gives what the platform says that it made. @throws likewise */
  createLineItem(registration: Registration, itemsUrl: string, item: NewLineItem): Promise<unknown>
}

export const SCORE_SCOPE = 'https://purl.imsglobal.org/spec/lti-ags/scope/score'
export const LINE_ITEM_SCOPE = 'https://purl.imsglobal.org/spec/lti-ags/scope/lineitem'

// A completed module is 100 of 100, whatever its quiz gave (interfaces §5).
const FULL_SCORE = 100

export function createLtijsServices(outbound: Outbound, tokens: AccessTokens): LtijsServices {
  assertPatched()
  const guard = http.guard
  if (!guard) throw notOurs()
  guard.assertAllowed = (url) => {
    outbound.assertAllowed(url)
  }
  guard.lookup = outbound.lookup
  return {
    async submitScore(registration, { userId, lineItemUrl, completedAt }) {
      await gradeOf(registration, tokens).submitScore(senderOf(registration), lineItemUrl, {
        userId,
        scoreGiven: FULL_SCORE,
        scoreMaximum: FULL_SCORE,
        activityProgress: 'Completed',
        gradingProgress: 'FullyGraded',
        timestamp: wholeSecond(completedAt),
      })
    },
    createLineItem(registration, itemsUrl, item) {
      const platformContext = { endpoint: { lineitems: itemsUrl } }
      const sender = { ...senderOf(registration), platformContext }
      return gradeOf(registration, tokens).createLineItem(sender, { ...item })
    },
  }
}

/** ltijs finds a platform by issuer and client id alone, which two Canvas sites may share (lti.md §3.2). */
function gradeOf(registration: Registration, tokens: AccessTokens): Grade {
  const platform = injectedPlatform(registration, tokens)
  return new Grade(() => Promise.resolve(platform), '', null)
}

function senderOf({ issuer, clientId }: Registration) {
  return { iss: issuer, clientId }
}

function injectedPlatform(registration: Registration, tokens: AccessTokens) {
  return {
    platformActive: () => Promise.resolve(registration.state === 'active'),
    platformClientId: () => Promise.resolve(registration.clientId),
    platformAccessToken: (scope: string) => tokens.get(registration, scope),
  }
}

/** Platforms compare in whole seconds; rounding down is never ahead of the clock (lti.md §8.2). */
function wholeSecond(moment: Date): string {
  return new Date(Math.floor(moment.getTime() / 1000) * 1000).toISOString()
}

/** npm's --ignore-scripts skips patches silently, so start-up looks for each of the three. */
function assertPatched(): void {
  const { version } = require('ltijs/package.json') as { version: string }
  const client = sourceOf('ltijs/dist/Utils/Http.js')
  const score = sourceOf('ltijs/dist/Provider/Services/Grade.js')
  const deepLinking = sourceOf('ltijs/dist/Provider/Services/DeepLinking.js')
  const isOurs =
    version === VERSION &&
    http.guard !== undefined &&
    client.includes('decompress: false') &&
    score.includes('if (score.timestamp === undefined)') &&
    !deepLinking.includes("claim/errormsg '")
  if (!isOurs) throw notOurs()
}

function sourceOf(specifier: string): string {
  return readFileSync(require.resolve(specifier), 'utf8')
}

function notOurs(): Error {
  return new Error(
    `ltijs ${VERSION} with our patches is not installed; run npm ci without --ignore-scripts`,
  )
}
