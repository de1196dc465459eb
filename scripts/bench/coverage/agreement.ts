import type { Clients } from './cast.ts'
import { textOf } from './client.ts'
import type { CountedFigures, World } from './roles.ts'

/** Where the read model and counting from the facts differ: a faster wrong figure is no figure. */
export async function findDisagreements(
  { program, naive }: Clients,
  { periodId }: World,
): Promise<readonly string[]> {
  const ours = await program.get(`/api/v1/coverage?period=${periodId}&limit=1`)
  const theirs = await naive.get('/')
  const api = JSON.parse(textOf(ours)) as Omit<CountedFigures, 'completions'> & {
    readonly modules: { readonly completions: number }
  }
  const { completions } = api.modules
  return differences({ ...api, completions }, JSON.parse(textOf(theirs)) as CountedFigures)
}

export function differences(ours: CountedFigures, counted: CountedFigures): readonly string[] {
  const one = flat(ours)
  const other = flat(counted)
  return Object.entries(one)
    .filter(([name, value]) => value !== (other[name] ?? 0))
    .map(([name, value]) => `${name}: the page has ${value}, the facts give ${other[name] ?? 0}`)
}

function flat({ obligated, met, completions, byStage }: CountedFigures) {
  const stages = Object.entries(byStage).flatMap(([stage, figures]) => [
    [`${stage} obligated`, figures.obligated] as const,
    [`${stage} met`, figures.met] as const,
  ])
  return { obligated, met, completions, ...Object.fromEntries(stages) } as Record<string, number>
}
