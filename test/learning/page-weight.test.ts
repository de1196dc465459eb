import { gzipSync } from 'node:zlib'

import { expect } from 'chai'
import { load } from 'cheerio'
import type { Express } from 'express'
import supertest from 'supertest'

import { createApp } from '../../src/app.ts'
import type { Module } from '../../src/catalogue/index.ts'
import { type LessonApp, startLessonApp } from '../support/a-lesson-app.ts'

const MOST_BYTES = 30 * 1024

describe('the pages of the modules that we ship', function () {
  this.timeout(30_000) // some hundred pages
  let lesson: LessonApp
  let app: Express
  let cookie: string
  const sizes = new Map<string, number>()

  before(async () => {
    lesson = await startLessonApp({ env: { CONTENT_DIRS: 'content' } })
    app = createApp(lesson.deps)
  })
  after(() => lesson.stop())

  async function sizeOf(url: string): Promise<number> {
    const known = sizes.get(url)
    if (known !== undefined) return known
    const answer = await supertest(app).get(url)
    expect(answer.status, url).to.equal(200)
    const body: unknown = answer.body
    const size = gzipSync(Buffer.isBuffer(body) ? body : answer.text).length
    sizes.set(url, size)
    return size
  }

  async function weigh(url: string): Promise<number> {
    const { status, text } = await supertest(app).get(url).set('Cookie', cookie)
    expect(status, url).to.equal(200)
    const $ = load(text)
    const loaded = $('img[src], script[src], link[rel="stylesheet"]')
      .toArray()
      .map(({ attribs }) => attribs['src'] ?? attribs['href'] ?? '')
    const loads = await Promise.all([...new Set(loaded)].map(sizeOf))
    return loads.reduce((sum, size) => sum + size, gzipSync(text).length)
  }

  const urlsOf = ({ id, steps }: Module) =>
    steps.flatMap(({ pages }, step) =>
      pages.map((_, page) => `/modules/${id}/steps/${step + 1}?page=${page + 1}`),
    )

  it('have every picture that they show, and weigh at most 30 KB with all of them', async () => {
    for (const module of lesson.deps.catalogue.list()) {
      cookie = (await lesson.enter({ task: { kind: 'lesson', moduleId: module.id } })).cookie
      for (const url of urlsOf(module)) {
        expect(await weigh(url), url).to.be.within(1, MOST_BYTES)
      }
    }
  })
})
