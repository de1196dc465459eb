import { expect } from 'chai'

import { people } from '../../scripts/demo-lms/people.ts'
import { type DemoWorld, launchFromLms, startDemoWorld } from '../support/a-demo-world.ts'
import { anArea, aSchool } from '../support/a-school.ts'
import { aWalker, type Walked, type Walker } from '../support/a-walker.ts'
import { journeyOnEveryEngine } from '../support/engines.ts'

const FORM = 'form[data-form]'

journeyOnEveryEngine('journey: the size of a class, as the LMS counts it', (engine) => {
  let world: DemoWorld
  beforeEach(async () => {
    world = await startDemoWorld({ engine, env: { LOG_LEVEL: 'debug' } })
  })
  afterEach(() => world.stop())

  const requests = () => world.lms.counters().memberRequests

  async function switchTo(countsMembers: boolean): Promise<void> {
    const { registry } = world.app.deps.lti
    await registry.change(world.facts.registration.id, { countsMembers })
  }

  async function launchAs(username: string, walker = aWalker()): Promise<Walker> {
    await launchFromLms(world, walker, { username })
    // What runs in the background is given its time.
    await new Promise((resolve) => setTimeout(resolve, 100))
    await world.app.deps.memberCounter.stop()
    return walker
  }

  const openForm = (walker: Walker) => walker.open(`${world.app.url}/sessions/new`)
  const sizeIn = ({ $ }: Walked) => $(`${FORM} [name="enrolled:free:0"]`).val()
  const saidIn = ({ $ }: Walked) => $('[data-figure=course-size]').attr('data-value')

  it('is asked for by nobody while it is off', async () => {
    const teacher = await launchAs('gv.lan')
    const form = await openForm(teacher)
    expect([sizeIn(form), saidIn(form), requests()]).to.deep.equal(['', undefined, 0])
    expect(world.lms.counters().tokenRequests).to.equal(0)
  })

  it('stands in the form of a session of that course, the two pupils and not the teacher', async () => {
    await switchTo(true)
    const form = await openForm(await launchAs('gv.lan'))
    expect([sizeIn(form), saidIn(form)]).to.deep.equal(['2', '2'])
    expect(form.$('[data-figure=course-size]').text()).to.include('2 học sinh')
  })

  it('is asked for once however many teachers come, and not for a pupil', async () => {
    await switchTo(true)
    await launchAs('hs.an')
    expect(requests()).to.equal(0)
    await launchAs('gv.lan')
    await launchAs('gv.lan')
    await launchAs('ql.hung')
    expect(requests()).to.equal(1)
    const asked = Array.from(world.lms.state.accessTokens.values(), ({ scopes }) => scopes)
    const scope = 'https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly'
    expect(asked).to.deep.equal([[scope]])
  })

  it('is asked for no more once it is off again', async () => {
    await switchTo(true)
    await switchTo(false)
    await launchAs('gv.lan')
    expect(requests()).to.equal(0)
  })

  it('keeps no launch waiting while the LMS does not answer', async () => {
    await switchTo(true)
    world.lms.fault.set('members', 'hang')
    const startedAt = Date.now()
    await launchFromLms(world, aWalker(), { username: 'gv.lan' })
    expect(Date.now() - startedAt).to.be.lessThan(2000)
    expect(requests()).to.be.at.most(1)
  })

  it('gives way to what is typed, and is no row where nothing is', async () => {
    await switchTo(true)
    const teacher = await launchAs('gv.lan')
    const session = { minutes: '35', form: 'class-hour', presenter: 'school' }
    const whole = { 'present:whole': '30', 'enrolled:whole': '35' }
    const first = await teacher.press(await openForm(teacher), FORM, { ...session, ...whole })
    expect(first.$('[data-fact=lines]').text()).to.equal('Toàn trường: 30/35')
    const ofClass = { 'label:free:0': '4A', 'present:free:0': '2' }
    const offered = await teacher.press(await openForm(teacher), FORM, { ...session, ...ofClass })
    expect(offered.$('[data-fact=lines]').text()).to.equal('4A: 2/2')
    const typed = { ...ofClass, 'enrolled:free:0': '3' }
    const second = await teacher.press(await openForm(teacher), FORM, { ...session, ...typed })
    expect(second.$('[data-fact=lines]').text()).to.equal('4A: 2/3')
  })

  it('stands in the form of a presentation too, of a course that has its school', async () => {
    const { storage, directory } = world.app.deps
    await storage.areas.saveAll([anArea()])
    await storage.schools.saveAll([aSchool()])
    await directory.reload()
    await switchTo(true)
    const teacher = await launchAs('gv.lan')
    const page = await launchFromLms(world, teacher, { username: 'gv.lan', activity: '2' })
    const run = await teacher.press(page, 'form[data-present]')
    const form = await teacher.open(new URL(`${run.url.pathname}/record`, run.url))
    expect(form.$('h1 + p').text()).to.equal(aSchool().name)
    expect(sizeIn(form)).to.equal('2')
    const other = await teacher.open(
      `${world.app.url}/sessions/new?run=${run.url.pathname.split('/').at(-1)}`,
    )
    expect(sizeIn(other)).to.equal('2')
  })

  it('is all that is left of the list: no name, address or id in store or log', async () => {
    await switchTo(true)
    await launchAs('gv.lan')
    expect(requests()).to.equal(1)
    const members = people.filter(({ enrolled }) => enrolled)
    const texts = members.flatMap(({ username, familyName, email, idNumber }) => [
      ...[username, familyName, email, idNumber],
    ])
    const stored = await world.app.stored()
    const places = [...stored, ...world.app.logLines.map((line) => ['the log', line] as const)]
    for (const text of texts.filter((one) => one !== '')) {
      for (const [place, content] of places) {
        expect(content.includes(text), `“${text}” in ${place}`).to.equal(false)
      }
    }
    expect(texts).to.include('hs-an@school.example')
    expect(world.app.logLines.join('')).to.include('learners counted')
  })
})
