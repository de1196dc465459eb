import type { Config } from '../config/index.ts'
import type { Storage } from '../dependencies.ts'

/** What a command may use. */
export interface CliContext {
  readonly config: Config
  readonly openStorage: () => Promise<Storage>
  readonly print: (text: string) => void
  readonly complain: (text: string) => void
}

/** Opens the store for one piece of work and closes it whatever comes of it. */
export async function withStorage<T>(
  context: CliContext,
  work: (storage: Storage) => Promise<T>,
): Promise<T> {
  const storage = await context.openStorage()
  try {
    return await work(storage)
  } finally {
    await storage.close()
  }
}

// Control characters but the tab between columns, ends of lines, and signs that turn the direction of writing.
const LEADING = /(?!\t)[\p{Cc}\p{Bidi_Control}\u2028\u2029]/gu

/** Names and addresses are other people's: a terminal must not take orders from them. */
export function harmless(text: string): string {
  return text.replace(LEADING, (sign) => {
    return `\\u${(sign.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`
  })
}

/** `--json` prints one JSON value; people get lines. */
export function show(
  context: CliContext,
  value: unknown,
  { json, lines }: { readonly json: boolean; readonly lines: readonly string[] },
): void {
  const printed = json ? [JSON.stringify(value)] : lines
  context.print(`${printed.map(harmless).join('\n')}\n`)
}
