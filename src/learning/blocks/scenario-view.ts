import type { ScenarioBlock, ScenarioNode } from '../../catalogue/index.ts'
import type { Choices } from './choices.ts'

export interface ScenarioView {
  readonly type: 'scenario'
  readonly id: string
  /** Trusted HTML of the module. */
  readonly html: string
  readonly choices: readonly { readonly at: string; readonly text: string }[]
  readonly ending?: NonNullable<ScenarioNode['ending']>
  /** The story is over: the learner goes on. */
  readonly isAnswered: boolean
}

/** A node that nobody knows is an old address: the story begins again. */
export function scenarioView(block: ScenarioBlock, choices: Choices): ScenarioView {
  const [at] = choices('at')
  const known = block.nodes.find(({ id }) => id === at)
  const node = known ?? block.nodes.find(({ id }) => id === block.start)
  if (!node) throw new Error(`scenario ${block.id} has no start`)
  return {
    type: 'scenario',
    id: block.id,
    html: node.html,
    choices: node.choices.map(({ to, text }) => ({ at: to, text })),
    ...(node.ending && { ending: node.ending }),
    isAnswered: node.choices.length === 0,
  }
}
