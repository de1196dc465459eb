import { runCli } from '../../src/cli/main.ts'
import { readConfig } from '../../src/config/index.ts'
import { openStorage } from '../../src/dependencies.ts'

export const EMAIL = 'hoa@so.example'

type Fields = Readonly<Record<string, string>>

/** `staff add` of an officer of the province, with what a test changes. */
export function adding(fields: Fields = {}): readonly string[] {
  const all = { email: EMAIL, name: 'Lê Thị Hoa', role: 'officer', ...fields }
  return ['staff', 'add', ...Object.entries(all).flatMap(([name, value]) => [`--${name}`, value])]
}

interface Place {
  readonly folder: string
  readonly url: string
}

/** One command line on a store, as `lachan` runs it. */
export async function lachanAt({ folder, url }: Place, args: readonly string[]) {
  const config = readConfig({ DATABASE_URL: `sqlite:${folder}`, PUBLIC_URL: url })
  let out = ''
  let complaints = ''
  const code = await runCli(args, {
    config,
    openStorage: () => openStorage(config.storage),
    print: (text) => (out += text),
    complain: (text) => (complaints += text),
  })
  return { code, out, complaints, json: () => JSON.parse(out) as never }
}
