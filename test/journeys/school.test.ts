import { expect } from 'chai'

import { DEMO_SCHOOL_CODE, DEMO_STAFF } from '../../scripts/demo-province/index.ts'
import type { School } from '../../src/schools/index.ts'
import { signInPathOf } from '../../src/staff/index.ts'
import { aClock } from '../support/a-clock.ts'
import { type DemoWorld, launchFromLms, startDemoProvince } from '../support/a-demo-world.ts'
import { aWalker, type Walked, type Walker } from '../support/a-walker.ts'
import { journeyOnEveryEngine } from '../support/engines.ts'

const SCHOOL = `/coverage/schools/${DEMO_SCHOOL_CODE}`

/** The demo school and those whose courses wait: a whole province takes long where commands queue. */
function nearby({ code }: School): boolean {
  return code.endsWith('12')
}

journeyOnEveryEngine('journey: a school and its department', (engine) => {
  let world: DemoWorld
  before(async function () {
    this.timeout(60_000) // writes schools with their terms
    world = await startDemoProvince({ engine, clock: aClock(), isIn: nearby })
  })
  after(() => world.stop())

  /** Somebody of the staff at a machine of their own, by the one-time link that the demo prints. */
  async function signIn(role: keyof typeof DEMO_STAFF): Promise<Walker> {
    const { service } = world.app.deps.staff
    const account = await service.getByEmail(DEMO_STAFF[role].email)
    const walker = aWalker()
    const link = `${world.app.url}${signInPathOf(await service.createLink(account))}`
    await walker.press(await walker.open(link), 'main form')
    return walker
  }

  const go = (who: Walker, path: string) => who.open(`${world.app.url}${path}`)
  const statusOf = ({ $ }: Walked) => $('main [data-status]').first().attr('data-status')
  const figureOf = async (officer: Walker) =>
    Number((await go(officer, '/coverage')).$('[data-figure=met]').attr('data-value'))
  const learntAt = async (who: Walker) => {
    const text = (await go(who, SCHOOL)).$('main').text()
    return Number(/Lượt hoàn thành bài học:\s*([\d.]+)/.exec(text)?.[1]?.replaceAll('.', ''))
  }

  it('is met by a session that was shown, recorded, returned, corrected and confirmed', async () => {
    const officer = await signIn('officer')
    const before = await figureOf(officer)

    const teacher = aWalker()
    const start = await launchFromLms(world, teacher, { username: 'gv.lan', activity: '2' })
    const wall = await teacher.press(start, '[data-present] [data-next]')
    const form = await teacher.follow(wall, '[data-record]')
    const done = await teacher.press(form, 'form[data-form] button[data-next]', {
      line: 'class:4A',
      'present:class:4A': '30',
    })
    const session = `/sessions/${done.$('[data-session]').attr('data-session')}`

    const principal = await signIn('principal')
    expect(statusOf(await go(principal, SCHOOL))).to.equal('held-unconfirmed')
    const returned = await principal.press(
      await go(principal, session),
      'form[action$="/return"]',
      { reason: 'Lớp 4A hôm ấy vắng hai em, nhờ cô xem lại.' },
    )
    expect(statusOf(returned)).to.equal('returned')
    expect(await figureOf(officer)).to.equal(before)

    const edit = await teacher.follow(await go(teacher, session), 'a[href$="/edit"]')
    const corrected = await teacher.press(edit, 'form[data-form] button[data-next]', {
      'present:class:4A': '29',
    })
    expect(statusOf(corrected)).to.equal('held')

    const confirmed = await principal.press(
      await go(principal, session),
      'form[action$="/confirm"]',
    )
    expect(statusOf(confirmed)).to.equal('confirmed')
    expect(await figureOf(officer)).to.equal(before + 1)
    expect(statusOf(await go(principal, SCHOOL))).to.equal('met')
  })

  it('is credited once with what a course was taught before it was assigned', async () => {
    const officer = await signIn('officer')
    const before = await learntAt(officer)
    const queue = await go(officer, '/bindings')
    const context = queue.$('input[name="context"]')
    const code = queue.$('input[name^="code."]').first().attr('name')
    const answer = await officer.press(queue, 'main form[method=post]', {
      context: context.first().attr('value') ?? '',
      [code ?? '?']: DEMO_SCHOOL_CODE,
    })
    expect(answer.$('input[name="context"]')).to.have.length(context.length - 1)
    const after = await learntAt(officer)
    expect(after).to.be.greaterThan(before)
    expect(await learntAt(officer)).to.equal(after)
  })

  it('shows each of them their pages', async () => {
    const pages = {
      principal: ['/sessions', '/sessions/new', SCHOOL, '/staff/me'],
      officer: ['/coverage', '/bindings', '/periods', '/schools', SCHOOL],
      commune: ['/coverage', SCHOOL],
      administrator: ['/staff', '/staff/me'],
    }
    const seen: Record<string, number> = {}
    for (const role of Object.keys(pages) as (keyof typeof pages)[]) {
      const who = await signIn(role)
      for (const path of pages[role]) seen[`${role} ${path}`] = (await go(who, path)).status
    }
    const refused = Object.entries(seen).filter(([, status]) => status !== 200)
    expect(refused).to.deep.equal([])
  })

  it('shows a teacher from the LMS her sessions, and her school instead of the department', async () => {
    const teacher = aWalker()
    await launchFromLms(world, teacher, { username: 'gv.lan', activity: '3' })
    const list = await go(teacher, '/sessions')
    expect(list.$('main').text()).to.contain('4A')
    expect((await go(teacher, '/coverage')).url.pathname).to.equal(SCHOOL)
  })
})
