import { expect } from 'chai'

import { type DemoWorld, launchFromLms, startDemoWorld } from '../support/a-demo-world.ts'
import { walkThrough, wrongly } from '../support/a-lesson.ts'
import { aWalker } from '../support/a-walker.ts'
import { deliverScores } from '../support/deliver-scores.ts'
import { journeyOnEveryEngine } from '../support/engines.ts'

journeyOnEveryEngine('journey: a pupil’s module, from the LMS to its gradebook', (engine) => {
  let world: DemoWorld
  beforeEach(async () => {
    world = await startDemoWorld({ engine })
  })
  afterEach(() => world.stop())

  const module = () => world.app.deps.catalogue.get('B5')
  const gradeOf = (username: string) =>
    world.lms.gradebook().find((row) => row.username === username && row.activityId === '1')?.score

  it('ends with the completion on the page and 10 of 10 in the gradebook, once', async () => {
    const walker = aWalker()
    const cover = await launchFromLms(world, walker)
    expect([cover.status, cover.url.pathname]).to.deep.equal([200, '/modules/B5'])
    const pages = await walkThrough(walker, cover, { module: module() })
    expect(pages.at(-1)?.$('[data-completion="B5"]')).to.have.length(1)
    expect(pages.every(({ status }) => status === 200)).to.equal(true)
    await deliverScores(world)
    await deliverScores(world)
    expect(gradeOf('hs.an')).to.equal(10)
    expect(gradeOf('hs.binh')).to.equal(null)
    expect(world.lms.scorePosts().map(({ status }) => status)).to.deep.equal([200])
  })

  it('says nothing of completion to a pupil whose answers were wrong, and lets him mend them', async () => {
    const walker = aWalker()
    const cover = await launchFromLms(world, walker)
    const pages = await walkThrough(walker, cover, { module: module(), answer: wrongly })
    expect(pages.some(({ $ }) => $('[data-completion]').length > 0)).to.equal(false)
    await deliverScores(world)
    expect(world.lms.scorePosts()).to.have.length(0)

    const again = await walkThrough(walker, pages.at(-1)!, { module: module() })
    expect(again.at(-1)?.$('[data-completion="B5"]')).to.have.length(1)
  })

  it('goes on where the pupil stopped, in a new visit', async () => {
    const first = aWalker()
    const cover = await launchFromLms(world, first)
    let page = await first.follow(cover, 'a[rel="next"]')
    for (let i = 0; i < 4; i += 1) {
      page = await (page.$('button[data-next]').length > 0
        ? first.press(page, 'button[data-next]')
        : first.follow(page, 'a[rel="next"]'))
    }
    const stepBefore = /steps\/(\d+)/.exec(page.url.pathname)?.[1]
    const second = aWalker()
    const resumed = await second.follow(await launchFromLms(world, second), 'a[rel="next"]')
    expect(Number(stepBefore)).to.be.greaterThan(1)
    expect(/steps\/(\d+)/.exec(resumed.url.pathname)?.[1]).to.equal(stepBefore)
  })

  it('shows the end at once to a pupil who has finished', async () => {
    const walker = aWalker()
    await walkThrough(walker, await launchFromLms(world, walker), { module: module() })
    const again = aWalker()
    const page = await again.follow(await launchFromLms(world, again), 'a[rel="next"]')
    expect(page.$('[data-completion="B5"]')).to.have.length(1)
  })

  it('delays the score while the LMS answers 500 or is gone, and loses none', async () => {
    const walker = aWalker()
    const cover = await launchFromLms(world, walker)
    world.lms.fault.set('scores', { status: 500 })
    const finishedAt = Date.now()
    const pages = await walkThrough(walker, cover, { module: module() })
    expect(pages.at(-1)?.$('[data-completion="B5"]')).to.have.length(1)
    await deliverScores(world)
    expect(gradeOf('hs.an')).to.equal(null)

    const restart = await world.stopLms()
    const [due] = await world.app.deps.storage.deliveries.listDue(new Date('2100-01-01'), 9)
    expect(due).to.include({ state: 'waiting', tryCount: 1, lastProblem: 'answered:500' })
    await restart()
    await world.app.deps.storage.deliveries.replace({
      ...due!,
      nextTryAt: new Date(0),
      revision: due!.revision + 1,
    })
    await deliverScores(world)
    expect(gradeOf('hs.an')).to.equal(10)
    const row = world.lms.gradebook().find(({ username }) => username === 'hs.an')
    expect(Math.abs(new Date(row!.timestamp!).getTime() - finishedAt)).to.be.lessThan(5000)
  })

  it('records nothing for a teacher who looks through the lesson', async () => {
    const walker = aWalker()
    const page = await launchFromLms(world, walker, { username: 'gv.lan' })
    expect(page.url.pathname).to.equal('/modules/B5')
    await walkThrough(walker, page, { module: module() })
    expect(await world.app.deps.storage.completions.listWithScoreIntent(9)).to.deep.equal([])
    expect(world.lms.scorePosts()).to.have.length(0)
  })
})
