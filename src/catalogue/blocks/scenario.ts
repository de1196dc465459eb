import Joi from 'joi'

import type { Report } from '../content-error.ts'
import { type LocatedData, validate } from '../located-data.ts'
import { renderLessonText } from '../markdown.ts'
import type { ScenarioBlock, ScenarioNode } from '../module.ts'
import { identified, permanentId, words } from '../schema.ts'
import type { BlockContext } from './context.ts'

interface NodeSource {
  readonly id: string
  readonly text: string
  readonly choices?: ScenarioNode['choices']
  readonly ending?: NonNullable<ScenarioNode['ending']>
}

interface ScenarioSource {
  readonly id: string
  readonly start: string
  readonly nodes: readonly NodeSource[]
}

const nodeSchema = Joi.object<NodeSource>({
  id: permanentId().required(),
  text: words().required(),
  choices: Joi.array()
    .items(Joi.object({ to: permanentId().required(), text: words().required() }))
    .min(1),
  ending: Joi.string().valid('safe', 'risky', 'harmed'),
})
  .xor('choices', 'ending')
  .messages({
    'object.missing': '{#label} needs choices, or an ending where the story stops',
    'object.xor': '{#label} is either an ending or has choices, not both',
  })

const scenarioSchema = Joi.object<ScenarioSource>({
  id: permanentId().required(),
  start: permanentId().required(),
  nodes: identified(nodeSchema).min(2).required(),
})

export function parseScenario(
  data: LocatedData,
  { report }: BlockContext,
): ScenarioBlock | undefined {
  const source = validate(scenarioSchema, data, report)
  if (!source) return undefined
  reportLostWays(source, data, report)
  const nodes = source.nodes.map((node, index) =>
    toNode(node, (message) => report(message, data.lineOf(['nodes', index, 'text']))),
  )
  return { type: 'scenario', id: source.id, start: source.start, nodes }
}

function reportLostWays(source: ScenarioSource, data: LocatedData, report: Report): void {
  const known = new Set(source.nodes.map(({ id }) => id))
  if (!known.has(source.start))
    report(`there is no node '${source.start}'.`, data.lineOf(['start']))
  source.nodes.forEach(({ choices = [] }, index) => {
    choices.forEach(({ to }, choice) => {
      if (known.has(to)) return
      report(`there is no node '${to}'.`, data.lineOf(['nodes', index, 'choices', choice, 'to']))
    })
  })
}

function toNode({ id, text, choices = [], ending }: NodeSource, report: Report): ScenarioNode {
  return { id, html: renderLessonText(text, report), choices, ...(ending && { ending }) }
}
