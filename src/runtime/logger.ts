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
    redact: { paths, censor: '…' },
  }
  return pino(options, destination ?? standardOutput())
}

/**
 * A line is written with those that come within a fifth of a second: to wait for each costs a launch more than to make
 * it. The process writes what is left when it ends; one that is killed loses that much.
 */
function standardOutput(): DestinationStream {
  return pino.destination({ dest: 1, sync: false, minLength: 4096, periodicFlush: 200 })
}
