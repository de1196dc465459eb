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
  return destination ? pino(options, destination) : pino(options)
}
