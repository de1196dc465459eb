import { expect } from 'chai'
import type { Browser, Frame, Page } from 'playwright-core'

import type { StorageFrame } from '../../scripts/demo-lms/index.ts'
import { pressed } from '../support/a-framed-lesson.ts'
import { errorOf, type Ladder, noneInFrames, startLadder, TOOL_HOST } from '../support/a-ladder.ts'
import { describeInChromium, launchChromium, openStrictProfile } from '../support/chromium.ts'
import { deliverScores } from '../support/deliver-scores.ts'
import { photograph } from '../support/photograph.ts'
import { violationsOf } from '../support/violations.ts'

const MODULE = 'B5'

describeInChromium('browser: the ladder of cookies, the LMS on another site', () => {
  let ladder: Ladder
  afterEach(() => ladder.stop())

  async function start(storage: StorageFrame | undefined, open: Parameters<typeof startLadder>[1]) {
    ladder = await startLadder(storage, open)
  }

  async function learnToTheEnd(frame: Frame): Promise<void> {
    let steps = 0
    while (steps < 80 && (await ladder.goOn(frame))) steps += 1
    expect(await frame.locator(`[data-completion="${MODULE}"]`).count()).to.equal(1)
  }

  describe('rung 1: third-party cookies blocked, partitioned ones allowed', () => {
    let chromium: Browser
    before(async () => {
      chromium = await launchChromium()
    })
    after(() => chromium.close())
    beforeEach(() => start('frame', () => chromium.newContext()))

    it('the cookie alone carries launch and visit, storage is not asked', async () => {
      const frame = await ladder.openLesson()
      await ladder.goOn(frame)
      const requests = await ladder.sent()
      expect(requests.map(({ path }) => path)).not.to.include('/lti/proof')
      const launched = requests.find(({ path }) => path === '/lti/launch')
      expect(launched?.cookie).to.match(/lachan-browser=/)
      const pages = requests.filter(({ path }) => path.startsWith('/modules'))
      expect(
        pages.every(({ cookie, visit }) => cookie?.includes('lachan-visit=') && !visit),
      ).to.equal(true)
    })

    it('two tabs are two pupils and never mix: a form of the first is nobody’s', async () => {
      const first = await ladder.openLesson()
      const posts = first.locator('form[method="post"]')
      while ((await posts.count()) === 0) await ladder.goOn(first)
      const anPage = ladder.page
      ladder.page = await ladder.context.newPage()
      await ladder.openActivity('hs.binh')
      const second = ladder.tool()
      await second.locator('a[rel="next"]').waitFor()
      await anPage.bringToFront()
      await pressed(first, () => posts.locator('button').first().click())
      expect(await errorOf(first)).to.equal('visit-changed')
      await photograph(anPage, 'two-tabs')
      await ladder.page.bringToFront()
      await ladder.goOn(second)
      expect(await errorOf(second)).to.equal(null)
    })
  })

  describe('a projector and a pupil in one browser', () => {
    let chromium: Browser
    before(async () => {
      chromium = await launchChromium()
    })
    after(() => chromium.close())
    beforeEach(() => start(undefined, () => chromium.newContext()))

    it('do not touch each other: the run goes on, the pupil learns', async () => {
      const frame = await ladder.openActivity('gv.lan', '2')
      const [wall] = await Promise.all([
        ladder.context.waitForEvent('page'),
        frame.locator('form[data-present] button').click(),
      ])
      await wall.waitForURL(/\/present\/runs\//)
      ladder.page = await ladder.context.newPage()
      await ladder.goOn(await ladder.openLesson())
      expect(await errorOf(ladder.tool())).to.equal(null)
      await wall.reload()
      expect(await wall.locator('.screen').count()).to.be.greaterThan(3)
    })
  })

  describe('rung 2: no cookie of the tool in frames, the platform has storage', () => {
    it('a whole lesson to the score, without one cookie and no token in an address', async () => {
      await start('frame', () => noneInFrames())
      await learnToTheEnd(await ladder.openLesson())
      await deliverScores(ladder.world)
      expect(ladder.world.lms.gradebook().find((row) => row.username === 'hs.an')?.score).to.equal(
        10,
      )
      const requests = await ladder.sent()
      expect(requests.filter(({ cookie }) => cookie !== undefined)).to.deep.equal([])
      const tokens = new Set(requests.flatMap(({ visit }) => visit ?? []))
      expect(tokens.size).to.equal(1)
      const [token = ''] = tokens
      expect(requests.filter(({ url }) => url.includes(token))).to.deep.equal([])
    })

    it('storage in the page around the frame', async () => {
      await start('parent', () => noneInFrames())
      const frame = await ladder.openLesson()
      await ladder.goOn(frame)
      expect(await errorOf(frame)).to.equal(null)
    })

    describe('the visit that the page keeps', () => {
      beforeEach(() => start('frame', () => noneInFrames()))

      it('goes back and on in the history, page by page', async () => {
        const frame = await ladder.openLesson()
        const first = new URL(frame.url()).pathname
        await ladder.goOn(frame)
        const second = new URL(frame.url()).pathname
        expect(second).not.to.equal(first)
        await pressed(frame, () => frame.evaluate('history.back()'))
        expect(new URL(frame.url()).pathname).to.equal(first)
        await pressed(frame, () => frame.evaluate('history.forward()'))
        expect(new URL(frame.url()).pathname).to.equal(second)
      })

      it('is over after a reload, with a page that says to open the lesson again', async () => {
        const frame = await ladder.openLesson()
        await pressed(frame, () => frame.evaluate('location.reload()'))
        expect(await errorOf(frame)).to.equal('visit-expired')
        expect(await frame.locator('main').innerText()).to.include('mở lại bài')
        await photograph(ladder.page, 'rung-2-reloaded')
      })

      it('ends with the quick exit, and going back shows no lesson', async () => {
        const frame = await ladder.openLesson()
        await ladder.goOn(frame)
        await pressed(frame, () => frame.locator('[data-exit]').click())
        expect(new URL(frame.url()).pathname).to.equal('/exit')
        expect(await ladder.endVisits()).to.equal(0)
        await pressed(frame, () => frame.evaluate('history.back()'))
        expect(await errorOf(frame)).to.equal('visit-expired')
      })

      it('ends for everybody when it is over at the server', async () => {
        const frame = await ladder.openLesson()
        await ladder.endVisits()
        await pressed(frame, () => frame.locator('a[rel="next"]').click())
        expect(await errorOf(frame)).to.equal('visit-expired')
      })

      it('says so where the network drops, and goes on when it is back', async () => {
        const frame = await ladder.openLesson()
        await ladder.context.setOffline(true)
        await frame.locator('a[rel="next"]').click()
        await frame.locator('[role="alert"]').waitFor()
        await photograph(ladder.page, 'rung-2-offline')
        await ladder.context.setOffline(false)
        expect(await ladder.goOn(frame)).to.equal(true)
        expect(await frame.locator('[role="alert"]').count()).to.equal(0)
      })

      it('of another tab stays what it is: each page keeps its own', async () => {
        const first = await ladder.openLesson()
        const firstPage = ladder.page
        ladder.page = await ladder.context.newPage()
        await ladder.openActivity('hs.binh')
        await ladder.tool().locator('a[rel="next"]').waitFor()
        await firstPage.bringToFront()
        const posts = first.locator('form[method="post"]')
        while ((await posts.count()) === 0) await ladder.goOn(first)
        await ladder.goOn(first)
        expect(await errorOf(first)).to.equal(null)
        const visits = (await ladder.sent()).flatMap(({ visit }) => visit ?? [])
        expect(new Set(visits).size).to.equal(2)
      })

      it('looks as with a cookie: its style sheet, its bar, its focus', async () => {
        const frame = await ladder.openLesson()
        await photograph(ladder.page, 'rung-2-cover')
        expect(await frame.locator('link[rel="stylesheet"]').count()).to.equal(1)
        expect(await frame.locator('html').getAttribute('class')).to.equal('child')
        expect(await frame.evaluate('document.activeElement.id')).to.equal('main')
        expect(await frame.title()).to.include('Quà lạ')
        expect(await violationsOf(frame)).to.deep.equal([])
      })

      it('carries a teacher from the module to the sessions and to the projector', async () => {
        await ladder.openActivity('gv.lan', '3')
        const frame = ladder.tool()
        await frame.locator('main a').first().waitFor()
        await pressed(frame, () =>
          frame.locator(`main a[href*="/modules/${MODULE}"]`).first().click(),
        )
        await pressed(frame, () => frame.locator('nav.work a[href="/sessions"]').click())
        expect(await frame.locator('[data-error]').count()).to.equal(0)
        await pressed(frame, () => frame.locator('nav.work a[href="/modules"]').click())
        await pressed(frame, () =>
          frame.locator(`main a[href*="/modules/${MODULE}"]`).first().click(),
        )
        await pressed(frame, () => frame.locator('a[href^="/present/"]').click())
        await photograph(ladder.page, 'rung-2-present')
        const [wall] = await Promise.all([
          ladder.context.waitForEvent('page'),
          frame.locator('form[data-present] button').click(),
        ])
        await wall.waitForURL(/\/present\/runs\//)
        expect(await wall.locator('.screen').count()).to.be.greaterThan(3)
      })
    })
  })

  describe('rung 2 for a teacher', () => {
    beforeEach(() => start('frame', () => noneInFrames()))

    it('fills in a session and keeps its draft', async () => {
      const frame = await ladder.openActivity('gv.lan', '3')
      await frame.locator('nav.work a[href="/sessions"]').waitFor()
      await pressed(frame, () => frame.locator('nav.work a[href="/sessions"]').click())
      await pressed(frame, () => frame.locator('a[href^="/sessions/new"]').first().click())
      await frame.fill('[name=minutes]', '35')
      await photograph(ladder.page, 'rung-2-session')
      await pressed(frame, () => frame.locator('button[formaction*="/drafts"]').first().click())
      expect(await errorOf(frame)).to.equal(null)
      await photograph(ladder.page, 'rung-2-draft')
      // Pages work without their own scripts, which do not run in here.
      const paths = (await ladder.sent()).map(({ path }) => path)
      expect(paths.filter((path) => path.endsWith('/draft.js'))).to.deep.equal([])
    })

    it('sees one pupil’s result', async () => {
      await ladder.page.goto(ladder.world.lms.personLink('gv.lan'))
      await ladder.page.goto(`${ladder.world.lms.url}/activities/1/review/hs.an`)
      const frame = ladder.tool()
      await frame.getByText('chưa học xong').waitFor()
      expect(await errorOf(frame)).to.equal(null)
    })
  })

  describe('rung 3: no cookie of the tool in frames, and no storage to be had', () => {
    const button = () => ladder.tool().locator('form[target="_blank"] button')

    async function pressButton(): Promise<Page> {
      const [opened] = await Promise.all([ladder.context.waitForEvent('page'), button().click()])
      await opened.waitForLoadState()
      return opened
    }

    for (const [why, storage] of [
      ['the platform names none', undefined],
      ['the platform promises one that does not answer', 'missing'],
    ] as const) {
      it(`where ${why}: one button, and the platform’s hint is still good`, async () => {
        await start(storage, () => noneInFrames())
        await ladder.openActivity()
        await button().waitFor()
        await photograph(ladder.page, `rung-3-${storage ?? 'none'}`)
        expect(await violationsOf(ladder.tool())).to.deep.equal([])
        const opened = await pressButton()
        await opened.waitForURL(/\/modules\/B5$/)
        expect(await opened.locator('a[rel="next"]').count()).to.equal(1)
        await ladder.tool().locator('[data-opened]').waitFor()
        expect(await button().isVisible()).to.equal(false)
        await photograph(ladder.page, 'rung-3-opened')
      })
    }

    it('where scripts are off', async () => {
      await start('frame', () => noneInFrames({ javaScriptEnabled: false }))
      await ladder.openActivity()
      await ladder.tool().locator('button').click()
      await button().waitFor()
      const opened = await pressButton()
      // The LMS's own pages go on by themselves only with a script.
      await opened.locator('form button').click()
      await opened.waitForURL(/\/modules\/B5$/)
    })

    it('says so where the new window has no cookie either', async () => {
      await start(undefined, () => openStrictProfile({ host: TOOL_HOST }))
      await ladder.openActivity()
      await button().waitFor()
      const opened = await pressButton()
      await opened.locator('[data-error="cookies-blocked"]').waitFor()
      await photograph(opened, 'cookies-blocked')
    })
  })
})
