import { setTimeout } from 'node:timers/promises'

import type { Connections } from './browser.ts'
import { type SteadyFigures, timesOf } from './figures.ts'
import { launch, logIn, openPage, sign } from './flow.ts'
import type { SignToken } from './launch-token.ts'
import type { SteadyOrder } from './roles.ts'

// Beyond this the tool has fallen behind for good; more flows would measure our own queue.
const MAX_UNDER_WAY = 4000

export interface SteadyParts {
  readonly connections: Connections
  readonly signToken: SignToken
}

/** Open loop: a flow is due every 1/rate s, however the tool fares, and its wait counts from that moment. */
export async function runSteady(parts: SteadyParts, order: SteadyOrder): Promise<SteadyFigures> {
  const flowCount = Math.round(order.ratePerS * order.seconds)
  const launchesMs: number[] = []
  const flowsMs: number[] = []
  const errors: string[] = []
  const underWay = new Set<Promise<void>>()
  const startedAt = performance.now()

  async function run(index: number, dueAt: number): Promise<void> {
    try {
      const { launchMs, flowMs } = await oneFlow(parts, order, { index, dueAt })
      launchesMs.push(launchMs)
      flowsMs.push(flowMs)
    } catch (error) {
      errors.push(String(error))
    }
  }

  for (let index = 0; index < flowCount; index += 1) {
    const dueAt = startedAt + (index * 1000) / order.ratePerS
    const waitMs = dueAt - performance.now()
    if (waitMs > 0) await setTimeout(waitMs)
    if (underWay.size >= MAX_UNDER_WAY) errors.push('the tool does not keep up')
    else {
      const flow: Promise<void> = run(index, dueAt).finally(() => underWay.delete(flow))
      underWay.add(flow)
    }
  }
  await Promise.all(underWay)
  const elapsedS = (performance.now() - startedAt) / 1000
  const [firstError] = errors
  return {
    ratePerS: order.ratePerS,
    seconds: order.seconds,
    flowCount,
    flowsPerS: flowsMs.length / elapsedS,
    launch: timesOf(launchesMs),
    flow: timesOf(flowsMs),
    errorCount: errors.length,
    ...(firstError !== undefined && { firstError }),
  }
}

interface Due {
  readonly index: number
  readonly dueAt: number
}

async function oneFlow(
  { connections, signToken }: SteadyParts,
  { target }: SteadyOrder,
  { index, dueAt }: Due,
) {
  const loggedIn = await logIn(connections, target, String(index))
  const signingAt = performance.now()
  const ready = await sign(signToken, loggedIn)
  const launchingAt = performance.now()
  const landed = await launch(connections, ready)
  const launchMs = performance.now() - launchingAt
  await openPage(connections, landed)
  return { launchMs, flowMs: performance.now() - dueAt - (launchingAt - signingAt) }
}
