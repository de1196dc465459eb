import { createLogger, type Logger } from '../../src/runtime/index.ts'

/** A real logger that keeps its lines. */
export function aLogger(): { readonly logger: Logger; readonly lines: string[] } {
  const lines: string[] = []
  const logger = createLogger('debug', { write: (line: string) => void lines.push(line) })
  return { logger, lines }
}
