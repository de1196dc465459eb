import { variables } from './variables.ts'

interface Described {
  readonly name: string
  readonly fallback: string
  readonly meaning: string
}

interface Flags {
  readonly default?: string | number
  readonly description?: string
}

function describeVariables(): Described[] {
  return Object.entries(variables).map(([name, schema]) => {
    const { flags = {} } = schema.describe() as { flags?: Flags }
    return { name, fallback: String(flags.default ?? ''), meaning: flags.description ?? '' }
  })
}

/** docs/configuration.md */
export function configurationPage(): string {
  const rows = describeVariables().map(
    ({ name, fallback, meaning }) =>
      `| \`${name}\` | ${fallback && `\`${fallback}\``} | ${meaning} |`,
  )
  return [
    '# Configuration',
    '',
    'Printed from `src/config/variables.ts` by `npm run docs:config`; a test compares. Problems are reported all at once, by name, never with a value.',
    '',
    '| variable | default | meaning |',
    '| --- | --- | --- |',
    ...rows,
    '',
  ].join('\n')
}

/** .env.example */
export function environmentExample(): string {
  return describeVariables()
    .map(({ name, fallback, meaning }) => `# ${meaning}\n#${name}=${fallback}\n`)
    .join('\n')
}
