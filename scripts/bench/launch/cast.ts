import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { type Role, startWorker, type Worker } from '../worker.ts'
import type { ContenderPlan } from './contender-plan.ts'
import type { ContenderRole, LoadRole, PlatformDetails, PlatformRole, Target } from './roles.ts'

export interface CastContender {
  readonly plan: ContenderPlan
  readonly worker: Worker<ContenderRole>
  readonly target: Target
}

/** Every process of a run. */
export interface Cast {
  readonly platform: Worker<PlatformRole>
  readonly load: Worker<LoadRole>
  readonly contenders: readonly CastContender[]
}

export interface CastPlan {
  readonly contenders: readonly ContenderPlan[]
  readonly clientCount: number
}

type Start = <R extends Role<R>>(name: string) => Promise<Worker<R>>

/** Starts all processes, does the work and ends them all, whatever comes of it. */
export async function withCast<T>(plan: CastPlan, work: (cast: Cast) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(path.join(tmpdir(), 'lachan-bench-'))
  const stopping = new AbortController()
  const endings: Promise<void>[] = []
  const start: Start = async <R extends Role<R>>(name: string) => {
    const file = new URL(`${name}.ts`, import.meta.url)
    const worker = await startWorker<R>(file, stopping.signal)
    endings.push(worker.ended)
    return worker
  }
  const stop = () => {
    stopping.abort()
  }
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
  for (const signal of signals) process.once(signal, stop)
  try {
    return await work(await startCast(plan, folder, start))
  } finally {
    stop()
    for (const signal of signals) process.off(signal, stop)
    await Promise.all(endings)
    rmSync(folder, { recursive: true, force: true })
  }
}

async function startCast(plan: CastPlan, folder: string, start: Start): Promise<Cast> {
  const platform = await start<PlatformRole>('platform')
  const { issuer, signingKey } = await platform.ask('start')
  const load = await start<LoadRole>('load')
  await load.ask('prepare', { signingKey, clientCount: plan.clientCount })
  const contenders: CastContender[] = []
  for (const one of plan.contenders) {
    const storeFolder = path.join(folder, one.name)
    mkdirSync(storeFolder)
    const worker = await start<ContenderRole>(`contenders/${one.tool}`)
    const details = platformFor(issuer, one.name)
    const { storeLatencyMs } = one
    const tool = await worker.ask('start', {
      platform: details,
      storeLatencyMs,
      folder: storeFolder,
    })
    contenders.push({ plan: one, worker, target: { tool, platform: details } })
  }
  return { platform, load, contenders }
}

function platformFor(issuer: string, reader: string): PlatformDetails {
  return {
    issuer,
    clientId: 'bench-client',
    deploymentId: '1',
    authUrl: `${issuer}/mod/lti/auth.php`,
    tokenUrl: `${issuer}/mod/lti/token.php`,
    jwksUrl: `${issuer}/mod/lti/certs.php/${reader}`,
  }
}
