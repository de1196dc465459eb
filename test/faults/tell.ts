import { writeSync } from 'node:fs'

/** The figures of a scenario, for people. */
export function tell(scenario: string, figures: Readonly<Record<string, string | number>>): void {
  const text = Object.entries(figures).map(([name, value]) => `${name} ${value}`)
  writeSync(1, `      ${scenario}: ${text.join(', ')}\n`)
}
