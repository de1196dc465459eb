import { expect } from 'chai'

import type { Day } from '../../src/runtime/index.ts'
import { aClock, type TestClock } from '../support/a-clock.ts'
import { walkThrough, wrongly } from '../support/a-lesson.ts'
import { aPlannedPeriod } from '../support/a-period.ts'
import { aHeldSession } from '../support/a-province.ts'
import { anArea, aSchool } from '../support/a-school.ts'
import { aWalker, type Walked } from '../support/a-walker.ts'
import { aPublicToken } from '../support/an-adult.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'

const SCHOOL = aSchool()
const TOKEN = aPublicToken()
interface Visit {
  readonly minutes?: number
  readonly token?: string
}

const MINUTE = 60_000
const YEAR = { from: '2026-08-01' as Day, to: '2027-07-31' as Day }

describe('modules for parents', () => {
  let world: TestApp
  let clock: TestClock
  beforeEach(async () => {
    clock = aClock()
    world = await startTestApp({ clock })
    const { storage, directory } = world.deps
    await storage.areas.saveAll([anArea()])
    await storage.schools.saveAll([SCHOOL])
    await directory.reload()
    await storage.publicTokens.add(TOKEN)
  })
  afterEach(() => world.stop())

  const module = (id: string) => world.deps.catalogue.get(id)
  const counts = async () => [
    ...(await world.deps.storage.openRuns.countOfSchool({ schoolId: SCHOOL.id, ...YEAR })),
  ]

  /** Begins, lets the time of reading pass, and goes to the end. */
  async function walk(id: string, { minutes = 5, token = TOKEN.token }: Visit = {}) {
    const walker = aWalker()
    const cover = await walker.open(`${world.url}/open/${id}?s=${token}`)
    const first = await walker.follow(cover, 'a[rel="next"]')
    clock.advance(minutes * MINUTE)
    return [cover, ...(await walkThrough(walker, first, { module: module(id) }))]
  }

  for (const id of ['P1', 'P2']) {
    it(`leads through ${id} to its end without an account, and counts it for the school`, async () => {
      const pages = await walk(id)
      expect(pages.every(({ status }) => status === 200)).to.equal(true)
      expect(pages.at(-1)?.$(`[data-completion="${id}"]`)).to.have.length(1)
      expect(await counts()).to.deep.equal([[id, 1]])
    })
  }

  it('sets no cookie on any page, and stores nothing of a person', async () => {
    const cookies: string[] = []
    const cover = await fetch(`${world.url}/open/P1?s=${TOKEN.token}`)
    cookies.push(...cover.headers.getSetCookie())
    const start = await fetch(`${world.url}/open/P1/start`, { redirect: 'manual' })
    cookies.push(...start.headers.getSetCookie())
    const step = await fetch(new URL(start.headers.get('location')!, world.url))
    cookies.push(...step.headers.getSetCookie())
    expect(cookies).to.deep.equal([])
    await walk('P1')
    expect(await world.deps.storage.completions.listWithScoreIntent(9)).to.deep.equal([])
  })

  it('counts a run once, however often its last answer is sent', async () => {
    const pages = await walk('P1')
    const last = pages.findLast(({ url }) => url.pathname.includes('/quiz/'))!
    const question = module('P1').questions.at(-1)!
    const body = new URLSearchParams(
      question.correct.map((one): [string, string] => [question.id, one]),
    )
    for (let times = 0; times < 3; times += 1) {
      const answer = await fetch(last.url.href.split('?')[0]!, {
        method: 'POST',
        body,
        redirect: 'manual',
      })
      expect(answer.status).to.equal(303)
    }
    expect(await counts()).to.deep.equal([['P1', 1]])
  })

  it('does not count what nobody can have read, nor what is a day old', async () => {
    const tooFast = await walk('P1', { minutes: 0 })
    await walk('P1', { minutes: 60 * 25 })
    expect(await counts()).to.deep.equal([])
    expect(tooFast.at(-1)?.url.pathname).to.match(/\/done$/)
  })

  it('does not end for who answered wrongly, and says why to each option', async () => {
    const walker = aWalker()
    const first = await walker.open(`${world.url}/open/P1/start`)
    clock.advance(5 * MINUTE)
    const pages = await walkThrough(walker, first, { module: module('P1'), answer: wrongly })
    expect(pages.some(({ $ }) => $('[data-completion]').length > 0)).to.equal(false)
    const wrong = pages.find(({ $ }) => $('.why.sun').length > 0)
    expect(wrong?.$('.why.sun').text().length).to.be.greaterThan(20)
    const again = await walkThrough(walker, pages.at(-1)!, { module: module('P1') })
    expect(again.at(-1)?.$('[data-completion="P1"]')).to.have.length(1)
  })

  it('keeps a run without a school that nobody invited, or whose token has ended', async () => {
    await walk('P1', { token: 'zzzzzzzz' })
    await walk('P1', { token: '' })
    await world.deps.storage.publicTokens.replace(aPublicToken({ token: 'another2' as never }))
    const pages = await walk('P1')
    expect(pages.at(-1)?.$('[data-taught]')).to.have.length(0)
    expect(await counts()).to.deep.equal([])
  })

  it('knows no address whose progress somebody wrote himself', async () => {
    const { url } = await aWalker().open(`${world.url}/open/P1/start`)
    const [, , , ticket = ''] = url.pathname.split('/')
    const forged = ticket.replace(/\.0+\./, (zeros) => zeros.replaceAll('0', '1'))
    expect(forged).not.to.equal(ticket)
    for (const path of [`P1/${forged}/done`, `P2/${ticket}/resume`, `P1/nothing/done`]) {
      const page = await aWalker().open(`${world.url}/open/${path}`)
      expect([path, page.status]).to.deep.equal([path, 404])
    }
  })

  it('opens no module that is for others, and says so in Vietnamese', async () => {
    for (const id of ['B5', 'T1', 'nothing']) {
      const page = await aWalker().open(`${world.url}/open/${id}`)
      expect(page.status).to.equal(404)
      expect(page.$('main').text()).to.include('Không có bài mở này')
    }
  })

  it('puts help first in P2, warns of what it is about, and shows no score', async () => {
    const walker = aWalker()
    const cover = await walker.open(`${world.url}/open/P2`)
    expect(cover.$('main .help-lines')).to.have.length(1)
    expect(cover.$('main').text()).to.include('Bài này nói về lúc con gặp chuyện không vui')
    const first = await walker.follow(cover, 'a[rel="next"]')
    clock.advance(5 * MINUTE)
    const pages = await walkThrough(walker, first, { module: module('P2'), answer: wrongly })
    expect(pages.every(({ $ }) => $('[data-exit]').length === 1)).to.equal(true)
    const results = pages.filter(({ url }) => url.pathname.endsWith('/result'))
    expect(results).to.have.length(1)
    expect(results[0]?.$('main').text()).not.to.match(/\d+ trên \d+/)
  })

  describe('at the end, with a school’s token', () => {
    beforeEach(async () => {
      const { requirements } = world.deps
      await requirements.service.add(aPlannedPeriod())
      await requirements.service.open(aPlannedPeriod().id)
    })

    const linesOf = (page: Walked | undefined) =>
      page
        ?.$('[data-taught] li')
        .toArray()
        .map((line) => page.$(line).text())

    it('tells what the school taught: confirmed sessions and whole classes, no pupils', async () => {
      const { sessions } = world.deps.storage
      const base = aHeldSession()
      await sessions.add({ ...base, state: 'confirmed' })
      await sessions.add({ ...base, id: 'unconfirmed' as typeof base.id, state: 'held' })
      const end = (await walk('P1')).at(-1)
      const [line, ...more] = linesOf(end) ?? []
      expect(more).to.deep.equal([])
      expect(line).to.match(/: 1 buổi, \d lớp$/)
      expect(end?.$('[data-taught] h2').text()).to.include(SCHOOL.name)
      expect(end?.$('[data-taught]').text()).not.to.match(/4A|học sinh/)
    })

    it('says so where nothing is confirmed yet', async () => {
      const end = (await walk('P1')).at(-1)
      expect(linesOf(end)).to.deep.equal([])
      expect(end?.$('[data-taught]').text()).to.include('chưa có buổi nào được xác nhận')
    })
  })
})
