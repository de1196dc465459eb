import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { type CheerioAPI, load } from 'cheerio'
import type { Express } from 'express'
import supertest from 'supertest'

import { createApp } from '../../src/app.ts'
import type { Module } from '../../src/catalogue/index.ts'
import { readConfig } from '../../src/config/index.ts'
import { createDependencies, lessonRights } from '../../src/dependencies.ts'
import { createLearning } from '../../src/learning/index.ts'
import { createToken } from '../../src/runtime/index.ts'
import { formTokenOf, type Visit, visitIdOf } from '../../src/web/index.ts'
import { aClock } from './a-clock.ts'
import { aLogger } from './a-logger.ts'
import { aCatalogue, aModule } from './a-module.ts'
import { aVisit } from './a-visit.ts'
import { sharedWriter } from './a-writer.ts'

export const PUBLIC_URL = 'http://127.0.0.1:4000'

interface Options {
  readonly modules?: readonly Module[]
  readonly env?: Readonly<Record<string, string>>
}

/** The real app on a throw-away embedded store, with modules of the test's own. */
export async function startLessonApp({ modules = [aModule()], env = {} }: Options = {}) {
  const folder = mkdtempSync(path.join(tmpdir(), 'lachan-'))
  const { logger, lines } = aLogger()
  const clock = aClock()
  let trips = 0
  const config = readConfig({
    PUBLIC_URL,
    DATABASE_URL: `sqlite:${folder}`,
    CONTENT_DIRS: folder,
    ...env,
  })
  const onStatement = () => void (trips += 1)
  const deps = await createDependencies(config, {
    clock,
    logger,
    onStatement,
    writer: sharedWriter,
  })
  const learning = createLearning({
    ...deps,
    ...deps.storage,
    outbox: deps.passback,
    catalogue: aCatalogue(...modules),
    findPick: deps.findPick,
    gradesAtSchool: deps.gradesAtSchool,
    ...lessonRights(deps),
    offerRun: deps.offerRun,
  })
  const app = createApp({ ...deps, learning })
  return {
    app,
    deps,
    clock,
    lines,
    /** A person whose launch was proven: what their browser keeps and what their pages' forms carry. */
    async enter(overrides: Partial<Visit> = {}) {
      const token = createToken()
      const visit = aVisit({ id: visitIdOf(token), ...overrides })
      await deps.storage.visits.add(visit)
      const cookie = `${deps.cookieShape.name('lachan-visit')}=${token}`
      return aPerson(app, { visit, cookie, formToken: formTokenOf(visit, deps.formMac) })
    },
    /** Statements to the store while `work` runs. */
    async tripsOf(work: () => Promise<unknown>): Promise<number> {
      const before = trips
      await work()
      return trips - before
    },
    async stop() {
      await deps.storage.close()
      rmSync(folder, { recursive: true })
    },
  }
}

export type LessonApp = Awaited<ReturnType<typeof startLessonApp>>

interface Holds {
  readonly visit: Visit
  readonly cookie: string
  readonly formToken: string
}

export interface Seen {
  readonly status: number
  readonly location: string
  readonly $: CheerioAPI
}

type Fields = Readonly<Record<string, string | readonly string[]>>

/** Opens and presses, one request at a time, following nothing by itself. */
export interface Person extends Holds {
  open(url: string): Promise<Seen>
  press(url: string, fields?: Fields): Promise<Seen>
}

function aPerson(app: Express, holds: Holds): Person {
  const { cookie, formToken } = holds
  return {
    ...holds,
    open: async (url) => toSeen(await supertest(app).get(url).set('Cookie', cookie)),
    async press(url, fields = {}) {
      const request = supertest(app).post(url).set('Cookie', cookie).set('Origin', PUBLIC_URL)
      return toSeen(await request.type('form').send({ _visit: formToken, ...fields }))
    },
  }
}

function toSeen({ status, headers, text }: supertest.Response): Seen {
  const { location = '' } = headers as { location?: string }
  return { status, location, $: load(text) }
}
