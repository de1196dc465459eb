import { expect } from 'chai'
import { type CheerioAPI, load } from 'cheerio'

import type { PublicTokenText } from '../../src/open/public-token.ts'
import { createToken, type Day } from '../../src/runtime/index.ts'
import type { School } from '../../src/schools/index.ts'
import { type Visit, visitIdOf } from '../../src/web/index.ts'
import { aCounsellor, aFacility } from '../support/a-help-record.ts'
import { readPptx } from '../support/a-pptx.ts'
import { anArea, aSchool } from '../support/a-school.ts'
import { aVisit } from '../support/a-visit.ts'
import { journeyOnEveryEngine } from '../support/engines.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'

const SCHOOL = aSchool()
const ELSEWHERE = anArea({ name: 'Phường Long Hoa' })
const OTHER = aSchool({
  ...{ code: '72000999', id: 'other-school' as School['id'], communeId: ELSEWHERE.id },
})
const TOKEN = 'abcd2345' as PublicTokenText
const OFFICER = { id: 'account-1', name: 'Người Gán' }

/** The counsellor of the school, in words that no page has by itself. */
const MINE = { name: 'Phòng Lắng nghe', number: '0276 382 1111' }
const THEIRS = { name: 'Góc Sẻ chia', number: '0276 382 2222' }
const NEAR = aFacility().name
const NO_BREAK = '\u00a0'

journeyOnEveryEngine('who helps at a school stands in every place', (engine) => {
  let world: TestApp
  let other: TestApp
  let cookies: Record<'mine' | 'theirs' | 'unassigned' | 'teacher', string>

  before(async () => {
    world = await startTestApp({ engine })
    const { deps } = world
    await deps.storage.areas.saveAll([anArea(), ELSEWHERE])
    await deps.storage.schools.saveAll([SCHOOL, OTHER])
    await deps.storage.publicTokens.add({ schoolId: SCHOOL.id, token: TOKEN, madeAt: new Date() })
    await deps.directory.reload()
    const { name, number: phone } = MINE
    await deps.help.book.save(aCounsellor({ name, phone, about: 'Cạnh thư viện.' }))
    const theirs = { schoolId: OTHER.id, name: THEIRS.name, phone: THEIRS.number }
    await deps.help.book.save(aCounsellor(theirs))
    await deps.help.book.save(aFacility())
    cookies = {
      mine: await aPupilOf('1', SCHOOL),
      theirs: await aPupilOf('2', OTHER),
      unassigned: await aPupilOf('3'),
      teacher: await aColleague('teacher'),
    }
    other = await startTestApp({ engine, beside: world })
    await other.deps.help.book.reload()
  })
  after(async () => {
    await other.stop()
    await world.stop()
  })

  async function enter(overrides: Partial<Visit>): Promise<string> {
    const token = createToken()
    const expiresAt = new Date(Date.now() + 600_000)
    await world.deps.storage.visits.add(aVisit({ id: visitIdOf(token), expiresAt, ...overrides }))
    return `${world.deps.cookieShape.name('lachan-visit')}=${token}`
  }

  async function assign(visit: Visit, { id: schoolId }: School): Promise<void> {
    const binding = await world.deps.bindings.bindingOf(visit.origin!)
    await world.deps.bindings.assign({ ...binding, schoolId, by: OFFICER })
  }

  const originOf = (contextId: string) => ({ ...aVisit().origin!, contextId })

  /** Of a course that an officer has given to the school, where there is one. */
  async function aPupilOf(contextId: string, school?: School): Promise<string> {
    const origin = originOf(contextId)
    if (school) await assign(aVisit({ origin }), school)
    const task = { kind: 'lesson', moduleId: 'C3' } as const
    return enter({ origin, task })
  }

  async function aColleague(role: 'teacher' | 'principal'): Promise<string> {
    const grant = { role, schoolId: SCHOOL.id, from: '2020-01-01' as Day } as const
    const email = `${role}@so.example`
    const { id } = await world.deps.staff.service.add({ email, name: 'Người Làm', grant })
    return enter({ role: 'staff', accountId: id, origin: undefined as never })
  }

  async function open(path: string, cookie = '', app = world): Promise<CheerioAPI> {
    const answer = await fetch(new URL(path, app.url), { headers: { cookie } })
    expect([path, answer.status]).to.deep.equal([path, 200])
    return load(await answer.text())
  }

  const texts = async (path: string, cookie?: string, app?: TestApp) =>
    (await open(path, cookie, app))('body').text()

  const C3_PAGES = ['/modules/C3', '/modules/C3/steps/1', '/modules/C3/steps/7?page=2']

  it('a pupil’s lesson: the block at the beginning, the pages that tell of help, the foot of all', async () => {
    for (const path of C3_PAGES) {
      const $ = await open(path, cookies.mine)
      expect($('main [data-help-near]').text(), path).to.include(MINE.name).and.include(NEAR)
      const foot = $('footer [data-counsellor]')
      expect(foot.text().trim()).to.equal(`${MINE.number} ${MINE.name}`)
      expect(foot.find('a').attr('href')).to.equal('tel:02763821111')
      expect($('footer [data-help]').attr('href')).to.include('/help?from=')
    }
  })

  it('no page of one school names the counsellor of another, and no unassigned course any', async () => {
    for (const path of C3_PAGES) {
      const theirs = await texts(path, cookies.theirs)
      expect(theirs).to.include(THEIRS.number)
      const unassigned = await texts(path, cookies.unassigned)
      for (const text of [theirs, unassigned]) {
        expect(text, path).to.not.include(MINE.number).and.not.include(NEAR)
      }
      expect(unassigned).to.not.include(THEIRS.number)
      expect(unassigned).to.include('Thầy cô chủ nhiệm hoặc thầy cô tư vấn của trường')
    }
  })

  it('pages for parents: with the school’s token its own, without one the province’s', async () => {
    const cover = await open(`/open/P2?s=${TOKEN}`)
    expect(cover('main').text()).to.include(`Ở trường: ${MINE.name}`).and.include(NEAR)
    const first = await open(cover('a[rel="next"]').attr('href') ?? '')
    expect(first('main [data-help-near]').text()).to.include(MINE.number)
    expect(first('footer').text()).to.include(MINE.number)
    for (const path of ['/open/P1', '/open/P1?s=zzzzzzzz']) {
      expect(await texts(path)).to.not.include(MINE.number)
      expect(await texts(path)).to.not.include(NEAR)
    }
    const poster = await open(`/schools/${SCHOOL.code}/poster`, await aColleague('principal'))
    expect(poster('[data-poster] [data-counsellor]').first().text()).to.include(MINE.number)
  })

  it('what a teacher takes away: sheet, paper form, offline pack, PowerPoint', async () => {
    for (const paper of ['sheet', 'paper-form']) {
      const $ = await open(`/modules/C3/${paper}`, cookies.teacher)
      expect($('.paper-foot').text(), paper).to.include(`${MINE.name}, ${MINE.number}`)
      expect($('.paper-foot').text()).to.include(NEAR)
      expect($('.paper-foot .write')).to.have.length(0)
    }
    const pack = await open('/modules/C3/offline.html', cookies.teacher)
    for (const place of ['.screen-notice', '.screen-end', '[data-pack-notes]', '.deck-foot'])
      expect(pack(place).text(), place).to.include(MINE.number)
    expect(pack('.screen-end').text()).to.include(NEAR)
    const slides = await readPptx(await pptxFor(cookies.teacher))
    const named = slides.filter(({ text }) => text.includes(`Ở trường em: ${MINE.name}`))
    expect(named).to.have.length(2)
    expect(slides.at(-1)?.notes).to.include(NEAR).and.include('Cạnh thư viện.')
    const whole = MINE.number.replaceAll(' ', NO_BREAK)
    expect(slides.every(({ text }) => text.includes(whole))).to.equal(true)
  })

  async function pptxFor(cookie: string, app = world): Promise<Uint8Array> {
    const answer = await fetch(`${app.url}/modules/C3/slides.pptx`, { headers: { cookie } })
    return new Uint8Array(await answer.arrayBuffer())
  }

  it('the projector: before the start, ahead of the slides, at the end, at the foot, in the notes', async () => {
    const start = await open('/present/C3', cookies.teacher)
    expect(start('main [data-help-near]').text()).to.include(MINE.number)
    const run = await startRun(start)
    const wall = await run.open('')
    for (const place of ['.screen-notice', '.screen-end', '.deck-foot'])
      expect(wall(place).text(), place).to.include(MINE.number)
    expect(wall('.screen-end').text()).to.include(NEAR)
    const notes = await run.open('/notes?open=1')
    expect(notes('[data-help-near]').text()).to.include(MINE.name).and.include(NEAR)
  })

  async function startRun($: CheerioAPI) {
    const form = $('form[data-present]')
    const code = form.find('[name="code"]').attr('value') ?? ''
    const pressed = await fetch(new URL(form.attr('action') ?? '', world.url), {
      method: 'POST',
      headers: { origin: world.url },
      body: new URLSearchParams({ code }),
      redirect: 'manual',
    })
    const cookie = pressed.headers
      .getSetCookie()
      .map((set) => set.split(';')[0])
      .join('; ')
    const path = pressed.headers.get('location') ?? ''
    return { open: async (rest: string) => open(`${path}${rest}`, cookie) }
  }

  it('the quick way out says nothing of help to whoever looks over a shoulder', async () => {
    const exit = await texts('/exit', await aPupilOf('4', SCHOOL))
    expect(exit).to.not.include(MINE.number).and.not.include('111')
  })

  it('an edit is seen in every place, here at once and on the other node after its poll', async () => {
    const name = 'Phòng Tâm sự'
    const number = '0276 382 3333'
    const edited = aCounsellor({ name, phone: number, revision: 2 })
    const places = async (app: TestApp) => [
      ...(await Promise.all(C3_PAGES.map((path) => texts(path, cookies.mine, app)))),
      await texts('/modules/C3/sheet', cookies.teacher, app),
      await texts('/modules/C3/offline.html', cookies.teacher, app),
      await lastSlide(app),
      await texts('/present/C3', cookies.teacher, app),
      await texts(`/open/P2?s=${TOKEN}`, '', app),
      await texts('/help', cookies.mine, app),
    ]
    const lastSlide = async (app: TestApp) => {
      const slides = await readPptx(await pptxFor(cookies.teacher, app))
      return slides.at(-1)?.text.replaceAll(NO_BREAK, ' ') ?? ''
    }
    const countOf = async (app: TestApp, said: string) =>
      (await places(app)).filter((text) => text.includes(said)).length
    expect(await countOf(other, MINE.number)).to.equal(9)
    await world.deps.help.book.save(edited)
    expect(await countOf(world, number)).to.equal(9)
    other.deps.help.book.poll.start()
    await expectSoon(async () => (await texts('/help', cookies.mine, other)).includes(number))
    await other.deps.help.book.poll.stop()
    expect(await countOf(other, number)).to.equal(9)
    expect(await countOf(other, MINE.number)).to.equal(0)
  })

  it('a course that is given to another school changes its counsellor, on the other node after its poll', async () => {
    const origin = originOf('5')
    const cookie = await aPupilOf('5', SCHOOL)
    expect(await texts('/modules/C3', cookie, other)).to.not.include(THEIRS.number)
    await assign(aVisit({ origin }), OTHER)
    expect(await texts('/modules/C3', cookie)).to.include(THEIRS.number)
    other.deps.bindings.courseSchools.poll.start()
    await expectSoon(async () =>
      (await texts('/modules/C3', cookie, other)).includes(THEIRS.number),
    )
    await other.deps.bindings.courseSchools.poll.stop()
  })

  async function expectSoon(holds: () => Promise<boolean>): Promise<void> {
    const end = Date.now() + 5000
    while (!(await holds())) {
      if (Date.now() > end) expect.fail('not seen in time')
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
})
