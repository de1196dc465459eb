import pino, { type DestinationStream, type Logger as PinoLogger } from 'pino'

export type Logger = Pick<PinoLogger, 'error' | 'warn' | 'info' | 'debug' | 'child'>

// Second fence: nobody should pass these in the first place (architecture §5).
const REDACTED = [
  'name',
  'given_name',
  'family_name',
  'email',
  'sub',
  'login_hint',
  'id_token',
  'state',
  'cookie',
  'authorization',
]

export function createLogger(level: string, destination?: DestinationStream): Logger {
  const paths = REDACTED.flatMap((key) => [key, `*.${key}`])
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { err: errorFacts },
    redact: { paths, censor: '…' },
  }
  return pino(options, destination ?? standardOutput())
}

/**
 * Libraries hang on their errors what they were working on: the body parser a whole form, with names and passwords in
 * it, a store a whole record. Of an error only what says where it happened is kept.
 */
function errorFacts(error: Error): unknown {
  if (!(error instanceof Error)) return typeof error
  const { type, message, stack } = pino.stdSerializers.err(error)
  const { code } = error as { readonly code?: unknown }
  return { type, message, stack, ...(isPlain(code) && { code }) }
}

function isPlain(value: unknown): value is string | number {
  return typeof value === 'string' || typeof value === 'number'
}

/**
 * A line is written with those that come within a fifth of a second: to wait for each costs a launch more than to make
 * it. The process writes what is left when it ends; one that is killed loses that much.
 */
function standardOutput(): DestinationStream {
  return pino.destination({ dest: 1, sync: false, minLength: 4096, periodicFlush: 200 })
}
