import { expect } from 'chai'

import { type DemoWorld, startDemoWorld } from '../support/a-demo-world.ts'
import { walkThrough } from '../support/a-lesson.ts'
import { aWalker, type Walked, type Walker } from '../support/a-walker.ts'
import { journeyOnEveryEngine } from '../support/engines.ts'

/** Budget of architecture §4, counted in statements to the store, so nothing can hide in a port. */
journeyOnEveryEngine('round trips to the store', (engine) => {
  let world: DemoWorld
  let count = 0
  before(async () => {
    world = await startDemoWorld({ engine, onStatement: () => (count += 1) })
    // Looks every second whether another process changed a registration; that is no page's trip.
    await world.app.deps.lti.registry.poll.stop()
  })
  after(() => world.stop())

  async function counted(work: () => Promise<Walked>): Promise<{ page: Walked; trips: number }> {
    const start = count
    const page = await work()
    return { page, trips: count - start }
  }

  /** As far as the platform's answer: the next press is the launch POST. */
  async function openFrame(walker: Walker): Promise<Walked> {
    const activity = await walker.open(world.lms.personLink('hs.an', '1'))
    return walker.open(new URL(activity.$('iframe').attr('src')!, activity.url))
  }

  it('login 0, launch POST 2, and 1 for the page that follows', async () => {
    const walker = aWalker()
    const loginForm = await openFrame(walker)
    const login = await counted(() => walker.press(loginForm, 'form'))
    expect(login.trips).to.equal(0)
    // Keys are fetched and kept at a platform's first launch; every later one has them in memory.
    await walker.press(login.page, 'form')
    const answer = await walker.press(await openFrame(walker), 'form')
    const launch = await counted(() => walker.press(answer, 'form'))
    expect(launch.page.url.pathname).to.equal('/modules/B5')
    expect(launch.trips).to.equal(2 + 1)
  })

  it('at most 1 for every page of a lesson', async () => {
    const walker = aWalker()
    const answer = await walker.press(await openFrame(walker), 'form')
    const cover = await walker.press(answer, 'form')
    const module = world.app.deps.catalogue.get('B5')
    const pages = await walkThrough(walker, cover, { module })
    const trips: Record<string, number> = {}
    for (const { url } of pages) trips[url.href] = (await counted(() => walker.open(url))).trips
    expect(pages.length).to.be.greaterThan(20)
    expect(Object.entries(trips).filter(([, of]) => of > 1)).to.deep.equal([])
  })

  it('none for a page without a visit', async () => {
    expect((await counted(() => aWalker().open(`${world.app.url}/help`))).trips).to.equal(0)
    expect((await counted(() => aWalker().open(`${world.app.url}/modules`))).trips).to.equal(0)
  })
})
