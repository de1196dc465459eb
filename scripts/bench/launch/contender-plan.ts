export type ToolName = 'ours' | 'stock' | 'bare'

export interface ContenderPlan {
  readonly name: string
  readonly tool: ToolName
  readonly storeLatencyMs: number
  /** Of the launches of a round: a tool several times slower would stretch the run for no better figure. */
  readonly share: number
}

export const STORE_LATENCY_MS = 2

const plan = (tool: ToolName, storeLatencyMs: number, share = 1): ContenderPlan => ({
  name: storeLatencyMs > 0 ? `${tool}+${storeLatencyMs}ms` : tool,
  tool,
  storeLatencyMs,
  share,
})

export const OURS_WITH_LATENCY = plan('ours', STORE_LATENCY_MS)

export const OURS = plan('ours', 0)

export const CONTENDERS = [
  OURS_WITH_LATENCY,
  plan('stock', STORE_LATENCY_MS, 0.3),
  plan('bare', STORE_LATENCY_MS),
  OURS,
  plan('bare', 0),
] as const
