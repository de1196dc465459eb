/**
 * Time, ids, keys and the logger: what every folder may ask for and no folder may make for itself.
 * Does not belong here: anything that knows a school, a pupil or a protocol.
 */
export type { Brand } from './brand.ts'
export type { Day } from './calendar-day.ts'
export { addDays, dayOf, parseDay, startOf } from './calendar-day.ts'
export type { Clock } from './clock.ts'
export { createClock } from './clock.ts'
export { createDerivedKeys, createLastingKeys } from './derived-keys.ts'
export {
  createErrorId,
  createReadable,
  createToken,
  hashOf,
  isToken,
  lengthPrefixed,
  READABLE,
} from './ids.ts'
export type { Kept, KeptOptions } from './kept.ts'
export { createKept } from './kept.ts'
export type { Mac, Sealer } from './keys.ts'
export { createMac, createSealer, deriveKey, fingerprintOfSecret } from './keys.ts'
export type { Logger } from './logger.ts'
export { createLogger } from './logger.ts'
export { networkOf } from './network.ts'
export type { RateLimit, RateLimitOptions } from './rate-limit.ts'
export { createRateLimit } from './rate-limit.ts'
export { isSameSecret } from './same-secret.ts'
export type { Sweepable } from './sweeper.ts'
export { createSweeper } from './sweeper.ts'
export type { Ticker } from './ticker.ts'
export { createTicker } from './ticker.ts'
export type { UnhandledRejections } from './unhandled-rejections.ts'
export { watchUnhandledRejections } from './unhandled-rejections.ts'
