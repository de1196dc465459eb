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

/** `--json` prints one JSON value; people get lines. */
export function show(
  context: CliContext,
  value: unknown,
  { json, lines }: { readonly json: boolean; readonly lines: readonly string[] },
): void {
  context.print(json ? `${JSON.stringify(value)}\n` : `${lines.join('\n')}\n`)
}
