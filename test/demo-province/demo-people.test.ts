import { expect } from 'chai'

import { DEMO_SCHOOL_CODE, DEMO_STAFF } from '../../scripts/demo-province/index.ts'
import { completionIdOf, schoolYearOf } from '../../src/learning/index.ts'
import { signInPathOf } from '../../src/staff/index.ts'
import { aClock } from '../support/a-clock.ts'
import { type DemoWorld, launchFromLms, startDemoProvince } from '../support/a-demo-world.ts'
import { aWalker, type Walked, type Walker } from '../support/a-walker.ts'

const TERM = 'demo-ky-nay'

describe('the people of the demo', function () {
  this.timeout(10_000) // a tenth of a province is written
  let world: DemoWorld
  before(async () => {
    world = await startDemoProvince({ clock: aClock() })
  })
  after(() => world.stop())

  /** Through the one-time link, as the demo prints it. */
  async function signIn(person: keyof typeof DEMO_STAFF, walker: Walker): Promise<Walked> {
    const { service } = world.app.deps.staff
    const account = await service.getByEmail(DEMO_STAFF[person].email)
    const link = signInPathOf(await service.createLink(account))
    await walker.press(await walker.open(`${world.app.url}${link}`), 'main form')
    return walker.open(`${world.app.url}/coverage`)
  }

  const textOf = ({ $ }: Walked) => $('main').text().replaceAll(/\s+/g, ' ')

  it('pupil: the module is not begun', async () => {
    const { deps } = world.app
    const cover = await launchFromLms(world, aWalker(), { username: 'hs.an', activity: '1' })
    expect(cover.url.pathname).to.equal('/modules/B5')
    const key = deps.pseudonymise(world.facts.registration.platformId, '5')
    const id = completionIdOf(key, deps.catalogue.get('B5').id, schoolYearOf(deps.clock.now()))
    expect(await deps.storage.completions.find(id)).to.equal(undefined)
  })

  it('teacher: the projector activity, and a session of her own that came back', async () => {
    const teacher = aWalker()
    const start = await launchFromLms(world, teacher, { username: 'gv.lan', activity: '2' })
    expect(start.url.pathname).to.equal('/present/B5')
    const list = await teacher.open(`${world.app.url}/sessions`)
    const form = await teacher.follow(list, 'main a[href$="/edit"]')
    expect(form.status).to.equal(200)
    expect(textOf(form)).to.contain('4A')
  })

  it('principal: her school has held two and met nothing, and her confirmation moves the figure', async () => {
    const { deps } = world.app
    const metOf = async () =>
      (await deps.coverage.reader.figures({ period: { id: TERM } })).figures.met
    const before = await metOf()
    const principal = aWalker()
    const school = await signIn('principal', principal)
    expect(school.url.pathname).to.equal(`/coverage/schools/${DEMO_SCHOOL_CODE}`)
    const waiting = await principal.open(`${world.app.url}/sessions`)
    expect(waiting.$('form[action$="/confirm"]')).to.have.length(2)
    await principal.press(waiting, 'form[action$="/confirm"]')
    expect(await metOf()).to.equal(before + 1)
  })

  it('officer: a term under way, late schools in the one before, courses without a school', async () => {
    const officer = aWalker()
    const term = await signIn('officer', officer)
    expect(textOf(term)).to.contain('Kỳ 9–12/2026 (demo)')
    const previous = await officer.open(`${world.app.url}/coverage?period=demo-ky-truoc`)
    expect(textOf(previous)).to.contain('Quá hạn')
    const courses = await officer.open(`${world.app.url}/bindings`)
    expect(courses.$('input[name="context"]')).to.have.length(7)
  })

  it('commune official: the schools of one ward', async () => {
    const page = await signIn('commune', aWalker())
    expect(textOf(page)).to.contain('Phường Tân Ninh')
    expect(textOf(page)).to.contain('Trường Tiểu học Nguyễn Trãi')
  })

  it('administrator: the accounts', async () => {
    const walker = aWalker()
    await signIn('administrator', walker)
    const accounts = await walker.open(`${world.app.url}/staff`)
    expect(textOf(accounts)).to.contain(DEMO_STAFF.principal.email)
  })

  it('no name of theirs or of any pupil in the log', () => {
    expect(world.app.logLines.join('\n')).not.to.match(/Nguyễn Hải An|Phạm Thanh Bình|hs-an|hs\.an/)
  })
})
