import type { ScenarioBlock, ScenarioNode } from '../module.ts'
import { countWords, plainText } from '../plain-text.ts'
import { blocksOf, type Rule } from './rule.ts'

const FEWEST_PATHS = 3
const FEWEST_WORDS_OF_ENDING = 10

/** Each choice must lead somewhere, and each ending must tell what came of it. */
export const scenarioPaths: Rule = (module) =>
  blocksOf(module).flatMap(({ file, block }) =>
    block.type === 'scenario'
      ? problemsOf(block).map((message) => ({ file, message: `scenario '${block.id}' ${message}` }))
      : [],
  )

function problemsOf(scenario: ScenarioBlock): readonly string[] {
  const nodes = new Map(scenario.nodes.map((node) => [node.id, node]))
  const reached = reachableFrom(scenario.start, nodes)
  const paths = countPaths(scenario.start, nodes, new Set())
  return [
    ...scenario.nodes.flatMap((node) => problemsOfNode(node, nodes, reached)),
    ...(paths < FEWEST_PATHS
      ? [`has ${paths} ways to an ending; ${FEWEST_PATHS} are needed.`]
      : []),
  ]
}

type Nodes = ReadonlyMap<string, ScenarioNode>

function problemsOfNode(
  node: ScenarioNode,
  nodes: Nodes,
  reached: ReadonlySet<string>,
): readonly string[] {
  if (!reached.has(node.id)) return [`never comes to the node '${node.id}'.`]
  const onwards = [...reachableFrom(node.id, nodes)]
  if (!onwards.some((id) => nodes.get(id)?.ending))
    return [`never ends after the node '${node.id}'.`]
  const told = countWords(plainText(node.html)) >= FEWEST_WORDS_OF_ENDING
  if (node.ending && !told) return [`does not tell what comes of the ending '${node.id}'.`]
  return []
}

function reachableFrom(start: string, nodes: Nodes): ReadonlySet<string> {
  const reached = new Set([start])
  // A Set also visits what is added while it is walked.
  for (const id of reached) {
    for (const { to } of nodes.get(id)?.choices ?? []) reached.add(to)
  }
  return reached
}

/** Ways from a node to an ending that pass no node twice; counting stops when there are enough. */
function countPaths(id: string, nodes: Nodes, passed: ReadonlySet<string>): number {
  const node = nodes.get(id)
  if (!node || passed.has(id)) return 0
  if (node.ending) return 1
  let paths = 0
  for (const { to } of node.choices) {
    if (paths < FEWEST_PATHS) paths += countPaths(to, nodes, new Set([...passed, id]))
  }
  return paths
}
