import type { Logger } from './logger.ts'

/** The part of a process that tells of promises that nobody waits for. */
export interface RejectionSource {
  on(event: 'unhandledRejection', listener: (reason: unknown) => void): unknown
  off(event: 'unhandledRejection', listener: (reason: unknown) => void): unknown
}

export interface UnhandledRejections {
  /** Since the start; healthy is 0. */
  count(): number
  stop(): void
}

/**
 * A promise that nobody waits for belongs to no request and leaves no state half-changed, so the lessons of a thousand
 * others go on: it is logged as an error, counted, and survived (lti.md W1). A synchronous throw outside every handler
 * still ends the process, since nobody knows what it left behind.
 */
export function watchUnhandledRejections(
  source: RejectionSource,
  logger: Pick<Logger, 'error'>,
): UnhandledRejections {
  let count = 0
  const listener = (reason: unknown) => {
    count += 1
    logger.error({ err: reason, code: 'unhandled-rejection', count }, 'unhandled rejection')
  }
  source.on('unhandledRejection', listener)
  return {
    count: () => count,
    stop: () => void source.off('unhandledRejection', listener),
  }
}
