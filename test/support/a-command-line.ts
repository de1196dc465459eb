import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { runCli } from '../../src/cli/main.ts'
import { readConfig } from '../../src/config/index.ts'
import { openStorage } from '../../src/dependencies.ts'
import type { Storage } from './engines.ts'

export type CommandLine = ReturnType<typeof aCommandLine>

/** `lachan` on a throw-away store; the environment says what is special about it. */
export function aCommandLine(env: Readonly<Record<string, string>> = {}) {
  const folder = mkdtempSync(path.join(tmpdir(), 'lachan-'))
  const config = readConfig({ DATABASE_URL: `sqlite:${folder}/data`, ...env })
  return {
    folder,
    async run(...args: readonly string[]) {
      const out: string[] = []
      const problems: string[] = []
      const exitCode = await runCli(args, {
        config,
        openStorage: () => openStorage(config.storage),
        print: (text) => void out.push(text),
        complain: (text) => void problems.push(text),
      })
      const text = out.join('')
      return { exitCode, text, problem: problems.join(''), json: () => JSON.parse(text) as unknown }
    },
    /** What another process does to the same store. */
    async meanwhile<T>(work: (storage: Storage) => Promise<T>): Promise<T> {
      const storage = await openStorage(config.storage)
      try {
        return await work(storage)
      } finally {
        await storage.close()
      }
    },
    file(name: string, ...lines: readonly string[]): string {
      const file = path.join(folder, name)
      writeFileSync(file, lines.join('\n'))
      return file
    },
    remove() {
      rmSync(folder, { recursive: true })
    },
  }
}
