import { expect } from 'chai'

import { aContentFolder, MORE_MODULES } from '../support/a-content-folder.ts'
import { type DemoWorld, launchFromLms, startDemoWorld } from '../support/a-demo-world.ts'
import { walkThrough } from '../support/a-lesson.ts'
import { aWalker, type Walked, type Walker } from '../support/a-walker.ts'
import { deliverScores } from '../support/deliver-scores.ts'
import { journeyOnEveryEngine } from '../support/engines.ts'

journeyOnEveryEngine('journey: a teacher adds modules to a course', (engine) => {
  const content = aContentFolder(MORE_MODULES)
  let world: DemoWorld
  beforeEach(async () => {
    world = await startDemoWorld({ engine, env: { CONTENT_DIRS: content.dirs } })
  })
  afterEach(() => world.stop())
  after(() => {
    content.remove()
  })

  /** A page of the LMS with the tool in its frame, up to the tool’s first page. */
  async function openFrame(walker: Walker, page: Walked): Promise<Walked> {
    const login = await walker.open(new URL(page.$('iframe').attr('src') ?? '', page.url))
    return walker.press(await walker.press(login, 'form'), 'form')
  }

  async function openPicker(walker: Walker, username = 'gv.lan'): Promise<Walked> {
    const course = await walker.open(world.lms.personLink(username))
    return openFrame(walker, await walker.follow(course, '[data-add-links]'))
  }

  /** Presses what our script presses, then the LMS’s own form: the walker has cookies of both. */
  async function add(walker: Walker, picker: Walked, choices: Record<string, string | string[]>) {
    return walker.press(await walker.press(picker, '[data-next]', choices), 'form[data-return]')
  }

  it('chooses two, a pupil learns one, the score stands in its line item and the review says done', async () => {
    const teacher = aWalker()
    const picker = await openPicker(teacher)
    expect([picker.status, picker.url.pathname]).to.deep.equal([200, '/links'])
    const placed = await add(teacher, picker, { module: ['B5', 'C1'] })
    expect(placed.$('[data-placed]').toArray()).to.have.length(2)
    expect(world.lms.state.refusedAnswers).to.deep.equal([])

    const pupil = aWalker()
    const cover = await launchFromLms(world, pupil, { activity: '5' })
    expect(cover.url.pathname).to.equal('/modules/B5')
    const pages = await walkThrough(pupil, cover, { module: world.app.deps.catalogue.get('B5') })
    expect(pages.at(-1)?.$('[data-completion="B5"]')).to.have.length(1)
    await deliverScores(world)
    const grades = world.lms.gradebook().filter(({ activityId }) => activityId === '5')
    expect(grades.map(({ username, score }) => [username, score])).to.deep.equal([
      ['hs.an', 100],
      ['hs.binh', null],
    ])

    for (const [username, activity, state] of [
      ['hs.an', '5', 'done'],
      ['hs.binh', '5', 'not-done'],
      ['hs.an', '6', 'not-done'],
      ['hs.an', '3', 'no-module'],
    ] as const) {
      const url = `${world.lms.url}/activities/${activity}/review/${username}`
      const review = await openFrame(teacher, await teacher.open(url))
      expect([review.url.pathname, review.$('[data-review]').attr('data-review')]).to.deep.equal([
        '/review',
        state,
      ])
    }
  })

  it('chooses one for the projector: it opens there for the teacher, as a lesson for a pupil', async () => {
    const teacher = aWalker()
    await add(teacher, await openPicker(teacher), { module: 'B5', mode: 'present' })
    const [activity] = world.lms.state.placedActivities
    expect(activity).to.deep.include({
      title: 'Quà lạ, đường liên kết lạ (trình chiếu)',
      target: 'window',
      custom: { module: 'B5', mode: 'present' },
    })
    const url = `${world.lms.url}/mod/lti/launch.php?id=${activity?.courseModuleId}&target=window`
    const open = async (walker: Walker) =>
      walker.press(await walker.press(await walker.open(url), 'form'), 'form')
    expect((await open(teacher)).url.pathname).to.equal('/present/B5')
    const pupil = aWalker()
    await pupil.open(world.lms.personLink('hs.an'))
    expect((await open(pupil)).url.pathname).to.equal('/modules/B5')
  })

  it('honours an LMS that takes one link, no line item, no window, and wants its data back', async () => {
    world.lms.setLinkSettings({
      multiple: false,
      lineItems: false,
      targets: ['iframe'],
      data: true,
    })
    const teacher = aWalker()
    const picker = await openPicker(teacher)
    const both = await teacher.press(picker, '[data-next]', { module: ['B5', 'C1'] })
    expect([both.status, both.$('[data-problem]').length]).to.deep.equal([422, 1])
    const placed = await add(teacher, both, { module: 'C1', mode: 'present' })
    expect(placed.$('[data-placed]').toArray()).to.have.length(1)
    expect(world.lms.state.placedActivities[0])
      .to.include({ target: 'iframe' })
      .and.not.to.have.property('lineItem')
  })

  it('adds nothing twice where a form is sent twice', async () => {
    const teacher = aWalker()
    const form = await teacher.press(await openPicker(teacher), '[data-next]', { module: 'B5' })
    await teacher.press(form, 'form[data-return]')
    const again = await teacher.press(form, 'form[data-return]')
    expect(again.status).to.equal(400)
    expect(world.lms.state.placedActivities).to.have.length(1)
  })

  it('is refused to an LMS that takes no links of ours', async () => {
    world.lms.setLinkSettings({ types: ['html'] })
    const page = await openPicker(aWalker())
    expect([page.status, page.$('[data-error]').attr('data-error')]).to.deep.equal([
      422,
      'links-not-wanted',
    ])
  })
})
