import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { type Role, startWorker, type Worker } from '../worker.ts'
import { type Client, openClient, signIn } from './client.ts'
import { type Page, pagesOf, recordingsOf } from './pages.ts'
import type { FloorRole, NaiveRole, OursRole, World, WorldOrder } from './roles.ts'

/** Everybody of a run: the three programs, and an officer with a browser and a token. */
export interface Cast {
  readonly world: World
  readonly pages: readonly Page[]
  readonly ours: Worker<OursRole>
  readonly floor: Worker<FloorRole>
  readonly naive: Worker<NaiveRole>
  readonly oursOrigin: string
  readonly clients: Clients
}

export interface Clients {
  readonly officer: Client
  readonly program: Client
  readonly floor: Client
  readonly naive: Client
}

export type CastOrder = Omit<WorldOrder, 'folder'> & { readonly clientCount: number }

type Start = <R extends Role<R>>(name: string) => Promise<Worker<R>>

/** Starts all processes on a throw-away folder, does the work and ends them all, whatever comes of it. */
export async function withCast<T>(order: CastOrder, work: (cast: Cast) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(path.join(tmpdir(), 'lachan-bench-'))
  const stopping = new AbortController()
  const endings: Promise<void>[] = []
  const start: Start = async <R extends Role<R>>(name: string) => {
    const file = new URL(`contenders/${name}.ts`, import.meta.url)
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
    const cast = await startCast({ ...order, folder }, start)
    const result = await work(cast)
    await Promise.all(Object.values(cast.clients).map((client: Client) => client.close()))
    return result
  } finally {
    stop()
    for (const signal of signals) process.off(signal, stop)
    await Promise.all(endings)
    rmSync(folder, { recursive: true, force: true })
  }
}

async function startCast(
  { clientCount, ...order }: CastOrder & WorldOrder,
  start: Start,
): Promise<Cast> {
  const ours = await start<OursRole>('ours')
  const { origin, world } = await ours.ask('start', order)
  const connections = { connections: clientCount }
  const officer = await signIn(openClient(origin, connections), world.officerPath)
  const program = openClient(origin, { ...connections, bearer: world.apiToken })
  const pages = await pagesOf({ officer, program }, world)
  const floor = await start<FloorRole>('floor')
  const floorAt = await floor.ask('start', await recordingsOf({ officer, program }, pages))
  const naive = await start<NaiveRole>('naive')
  const { folder } = order
  const naiveAt = await naive.ask('start', { folder, periodId: world.periodId })
  const clients = {
    officer,
    program,
    floor: openClient(floorAt.origin, connections),
    naive: openClient(naiveAt.origin, connections),
  }
  return { world, pages, ours, floor, naive, oursOrigin: origin, clients }
}
