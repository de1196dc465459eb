import type { Profiler } from 'node:inspector'

/** Where a tool's main thread spent its time; the rest of a launch is in none of our lines. */
export const PARTS = [
  'crypto',
  'store',
  'JSON and forms',
  'template',
  'HTTP',
  'log',
  'rules',
  'memory',
] as const
export type Part = (typeof PARTS)[number]

/** Microseconds by part. */
export type CpuParts = Readonly<Record<Part, number>>

const BY_FILE: readonly (readonly [RegExp, Part])[] = [
  [/node_modules\/jose\/|src\/runtime\/(keys|ids)\.ts|src\/entry\/learner-key\.ts/, 'crypto'],
  [/src\/storage\/|store-meter\.ts/, 'store'],
  [
    /node_modules\/(body-parser|raw-body|qs|iconv-lite|content-type|type-is)\/|launch-claims|personal-claims|request-params|verify-token/,
    'JSON and forms',
  ],
  [
    /node_modules\/(ejs|i18next)\/|views\/|src\/web\/(renderer|texts|send-html|shared-pages)/,
    'template',
  ],
  [/node_modules\/(pino|sonic-boom|@pinojs)|src\/web\/http-log|src\/runtime\/logger/, 'log'],
  // To write an answer is HTTP's work, whoever ends it.
  [/node_modules\/|^node:_http_outgoing/, 'HTTP'],
  [/src\//, 'rules'],
]

// Not of the tool: waiting, and the bench's own questions to this process.
const NOBODYS = /^\((idle|program|root)\)$/
const BENCH = /scripts\/bench\/(worker|launch\/(contender|profile))\.ts/

/** Each sample counts for the nearest file that has a part: what Node does itself is done for its caller. */
export function cpuPartsOf(profile: Profiler.Profile): CpuParts {
  const parts: Record<Part, number> = Object.fromEntries(PARTS.map((part) => [part, 0])) as never
  const nodes = new Map(profile.nodes.map((node) => [node.id, node]))
  const parents = new Map(
    profile.nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id] as const)),
  )
  for (const [index, id] of (profile.samples ?? []).entries()) {
    const part = partOf(chainOf(id, nodes, parents))
    if (part) parts[part] += profile.timeDeltas?.[index] ?? 0
  }
  return parts
}

type Nodes = ReadonlyMap<number, Profiler.ProfileNode>

/** From the sampled function up to the root. */
function chainOf(id: number, nodes: Nodes, parents: ReadonlyMap<number, number>) {
  const chain: Profiler.ProfileNode[] = []
  for (let at: number | undefined = id; at !== undefined; at = parents.get(at)) {
    const node = nodes.get(at)
    if (node) chain.push(node)
  }
  return chain
}

function partOf(chain: readonly Profiler.ProfileNode[]): Part | undefined {
  const [self] = chain
  if (!self || NOBODYS.test(self.callFrame.functionName)) return undefined
  if (self.callFrame.functionName === '(garbage collector)') return 'memory'
  if (chain.some(({ callFrame }) => BENCH.test(callFrame.url))) return undefined
  const parts = chain.map(
    ({ callFrame }) => BY_FILE.find(([file]) => file.test(callFrame.url))?.[1],
  )
  return parts.find((part) => part !== undefined) ?? 'HTTP'
}
