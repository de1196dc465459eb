import { setTimeout } from 'node:timers/promises'

import { Pool } from 'undici'

import { median, timesOf } from '../launch/figures.ts'
import type { Worker } from '../worker.ts'
import type { Asked, LessonRole, Pupil } from './roles.ts'

/** How 200 pupils press: all in one instant, or within one second as a class does at “now answer”. */
export const SCENES = { instant: 0, second: 1000 } as const
export type SceneName = keyof typeof SCENES

export interface SceneFigures {
  /** From the request to the last byte of the answer at the server, waiting for other pupils included. */
  readonly serverP50Ms: number
  readonly serverP95Ms: number
  /** Processor time of the server, all threads, for one answer. */
  readonly cpuMs: number
  /** From the first press to the last answer, by the number of answers: what the server needs for one. */
  readonly shareMs: number
}

/** A contender that runs, and its class. */
export interface Class {
  readonly worker: Pick<Worker<LessonRole>, 'ask'>
  readonly pool: Pool
  readonly pupils: readonly Pupil[]
}

/** Every pupil answers one question; every seventh wrongly. */
export async function play(
  { worker, pool, pupils }: Class,
  asked: Asked,
  scene: SceneName,
): Promise<SceneFigures> {
  await worker.ask('takeSpent')
  const startedAt = performance.now()
  await Promise.all(
    pupils.map(async (pupil, index) => {
      await setTimeout((SCENES[scene] * index) / pupils.length)
      await answer(pool, pupil, { asked, isRight: isRight(index) })
    }),
  )
  const elapsedMs = performance.now() - startedAt
  const { serverMs, cpuMs } = await worker.ask('takeSpent')
  const { p50Ms, p95Ms } = timesOf(serverMs)
  const count = pupils.length
  return {
    serverP50Ms: p50Ms,
    serverP95Ms: p95Ms,
    cpuMs: cpuMs / count,
    shareMs: elapsedMs / count,
  }
}

const EVERY_WRONG = 7

export function isRight(index: number): boolean {
  return index % EVERY_WRONG !== 0
}

async function answer(
  pool: Pool,
  { cookie, formToken }: Pupil,
  { asked, isRight: right }: { readonly asked: Asked; readonly isRight: boolean },
): Promise<void> {
  const path = `/modules/${asked.moduleId}/quiz/${asked.questionId}`
  const form = new URLSearchParams({ _visit: formToken })
  for (const id of right ? asked.right : asked.wrong) form.append(asked.questionId, id)
  const { statusCode, body } = await pool.request({
    ...{ path, method: 'POST', body: form.toString() },
    headers: { cookie, 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' },
  })
  await body.dump()
  if (statusCode !== 303) throw new Error(`${path} was answered ${statusCode}`)
}

export function medianOf(rounds: readonly SceneFigures[]): SceneFigures {
  const of = (key: keyof SceneFigures) => median(rounds.map((round) => round[key]))
  return {
    serverP50Ms: of('serverP50Ms'),
    serverP95Ms: of('serverP95Ms'),
    cpuMs: of('cpuMs'),
    shareMs: of('shareMs'),
  }
}
