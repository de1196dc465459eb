import { expect } from 'chai'
import { load } from 'cheerio'

import type { ModuleId } from '../../src/catalogue/index.ts'
import { schoolYearOf } from '../../src/learning/index.ts'
import type { LearnerKey } from '../../src/web/index.ts'
import { aCompletion } from '../support/a-completion.ts'
import { launch, type LaunchBench, startLaunchBench, storedVisits } from '../support/a-launch.ts'
import { aSample, type Claims, LTI } from '../support/a-sample.ts'

const REVIEW = aSample('submission-review-teacher')
const B5 = 'B5' as ModuleId

describe('W25, 6.review: the review of a submission', () => {
  let bench: LaunchBench
  beforeEach(async () => {
    bench = await startLaunchBench()
  })
  afterEach(() => bench.stop())

  async function review(claims: Claims = {}) {
    const browser = bench.newBrowser()
    const all = { [`${LTI}/custom`]: { module: 'B5' }, ...claims }
    const landing = await launch(bench, { sample: REVIEW, browser, claims: all })
    const page = landing.location ? await browser.send(landing.location) : landing
    return { landing, page, $: load(page.text), browser }
  }

  /** What sub `5` has done, this school year unless told otherwise. */
  async function complete(moduleId = B5, at = new Date()): Promise<void> {
    const { platformId } = bench.app.deps.lti.registry.all()[0]!
    const learnerKey: LearnerKey = bench.app.deps.pseudonymise(platformId, '5')
    const schoolYear = schoolYearOf(at)
    await bench.app.deps.storage.completions.record(
      aCompletion({ learnerKey, moduleId, schoolYear, completedAt: at }),
    )
  }

  it('says done once the learner has completed the module of the link', async () => {
    expect((await review()).$('[data-review]').attr('data-review')).to.equal('not-done')
    await complete()
    const { landing, page, $ } = await review()
    expect([landing.status, landing.location, page.status]).to.deep.equal([303, '/review', 200])
    expect($('[data-review]').attr('data-review')).to.equal('done')
    expect($('h1').text()).to.equal('Quà lạ, đường liên kết lạ')
    expect($('[data-review]').text()).to.include('Học sinh này đã học xong bài.')
  })

  it('tells no name, no score and no time', async () => {
    await complete()
    const text = (await review()).$('main').text()
    expect(text).not.to.match(/\d/)
    for (const name of ['Lan', 'Trần Thị', 'gv.lan', 'GV0001']) expect(text).not.to.include(name)
  })

  it('is of the learner whom the platform named, of this module, of this school year', async () => {
    await complete()
    const other = await review({ [`${LTI}/for_user`]: { user_id: '6' } })
    expect(other.$('[data-review]').attr('data-review')).to.equal('not-done')
  })

  it('forgets what was done in another school year', async () => {
    await complete(B5, new Date('2020-10-01T00:00:00Z'))
    expect((await review()).$('[data-review]').attr('data-review')).to.equal('not-done')
  })

  it('is bound to the visit: its address names neither learner nor module', async () => {
    await complete()
    const { browser } = await review({ [`${LTI}/for_user`]: { user_id: '6' } })
    const page = await browser.send('/review?module=B5&user=5&learnerKey=5')
    expect(load(page.text)('[data-review]').attr('data-review')).to.equal('not-done')
  })

  it('says so where the link opens no module in particular', async () => {
    const { $, page } = await review({ [`${LTI}/custom`]: {} })
    expect([page.status, $('[data-review]').attr('data-review')]).to.deep.equal([200, 'no-module'])
  })

  it('knows no module that is not there', async () => {
    const { page } = await review({ [`${LTI}/custom`]: { module: 'X9' } })
    expect([page.status, page.errorCode]).to.deep.equal([404, 'module-not-found'])
  })

  it('shows a pupil only what is the own', async () => {
    const roles = { [`${LTI}/roles`]: ['Learner'] }
    const { landing } = await review({ ...roles, sub: '6' })
    expect([landing.status, landing.errorCode]).to.deep.equal([403, 'review-not-for-learners'])
    expect(await storedVisits(bench)).to.equal(0)
    await complete()
    const own = await review({ ...roles, sub: '5' })
    expect(own.$('[data-review]').text()).to.include('Em đã học xong bài này.')
  })

  it('needs somebody whose work it is', async () => {
    const { landing } = await review({ [`${LTI}/for_user`]: {} })
    expect([landing.status, landing.errorCode]).to.deep.equal([400, 'token-claims-invalid'])
    expect(await storedVisits(bench)).to.equal(0)
  })
})
