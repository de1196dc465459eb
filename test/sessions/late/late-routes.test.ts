import { expect } from 'chai'

import type { Day } from '../../../src/runtime/index.ts'
import { contextKeyOf } from '../../../src/web/index.ts'
import { anOrigin } from '../../support/a-binding.ts'
import { aCompletion } from '../../support/a-completion.ts'
import { aPackCode, packDayOf } from '../../support/a-pack-code.ts'
import { aSchool } from '../../support/a-school.ts'
import { type SessionsApp, startSessionsApp } from '../../support/a-sessions-app.ts'
import type { Walked, Walker } from '../../support/a-walker.ts'

const SCHOOL = aSchool({
  classes: [{ label: '4A', grade: 4, enrolled: 31 }],
  gradeSizes: [{ grade: 4, enrolled: 31 }],
})
const FORM = '[data-form="session"]'
const SUBMIT = `${FORM} button.counted`
const AT_SCHOOL = { schoolId: SCHOOL.id } as const

describe('entering the code of an offline pack', () => {
  let app: SessionsApp
  let teacher: Walker
  let principal: Walker

  beforeEach(async () => {
    const isInOpenPeriod = (day: Day) => Promise.resolve(day >= '2026-09-07')
    app = await startSessionsApp({ schools: [SCHOOL], isInOpenPeriod })
    teacher = await app.enter('Nguyễn Thị Lan', { ...AT_SCHOOL, role: 'teacher' })
    principal = await app.enter('Trần Thị Hà', { ...AT_SCHOOL, role: 'principal' })
  })
  afterEach(() => app.stop())

  const open = (who: Walker, code: string): Promise<Walked> =>
    who.open(`${app.url}/sessions/late?${new URLSearchParams({ code }).toString()}`)
  const type = async (code: string): Promise<Walked> => {
    const page = await teacher.open(`${app.url}/sessions/late`)
    return teacher.press(page, '[data-form="late"]', { code })
  }
  const saidOn = ({ $ }: Walked) => $('.problem').text()

  it('is one press from the list of sessions', async () => {
    const list = await teacher.open(`${app.url}/sessions`)
    const page = await teacher.follow(list, 'a[href^="/sessions/late"]')
    expect(page.$('h1').text()).to.equal('Nhập mã gói ngoại tuyến')
    expect(page.$('[name="school"]').val()).to.equal(SCHOOL.code)
  })

  it('fills in the form, and says that it did and that it is nhập bù', async () => {
    const page = await type(aPackCode())
    const valueOf = (name: string) => page.$(`[name="${name}"]`).val()
    expect([valueOf('heldOn'), valueOf('minutes')]).to.deep.equal(['20/11/2026', '35'])
    expect([valueOf('module'), valueOf('form')]).to.deep.equal(['B5', 'class-hour'])
    expect(valueOf('present:class:4A')).to.equal('27')
    expect(page.$('.said').text()).to.match(/Nhập bù.*07:15–07:50.*4A.*27/s)
  })

  it('fills in as much from the short code, which carries the largest count alone', async () => {
    const page = await type(aPackCode({}, false))
    expect(page.$('[name="present:class:4A"]').val()).to.equal('27')
  })

  it('records a session with the pack as its evidence, held and waiting for the principal', async () => {
    await teacher.press(await type(aPackCode()), SUBMIT)
    const [session, ...more] = await app.stored()
    expect(more).to.deep.equal([])
    expect(session).to.deep.include({
      state: 'held',
      heldOn: '2026-11-20',
      startedAt: new Date('2026-11-20T00:15:00.000Z'),
      minutes: 35,
      modules: [{ id: 'B5', version: '1' }],
      evidence: [{ kind: 'offline-pack', code: aPackCode() }],
    })
    expect(session?.entries.map(({ what }) => what)).to.deep.equal(['recorded'])
    expect(session?.enteredBy).to.include({ kind: 'account', name: 'Nguyễn Thị Lan' })
  })

  it('tells the principal what kind of evidence it is and what the pack says', async () => {
    await teacher.press(await type(aPackCode()), SUBMIT)
    const [session] = await app.stored()
    const { $ } = await principal.open(`${app.url}/sessions/${session?.id}`)
    expect($('[data-flags]').text()).to.include('Nhập bù từ gói ngoại tuyến')
    const evidence = $('[data-fact="evidence"]').text()
    expect(evidence).to.match(
      /^Gói ngoại tuyến \(người nhập khai\).*B5 phiên bản 1.*07:15.*35 phút/,
    )
    expect(evidence).to.include('27 cánh tay').and.to.include(aPackCode())
  })

  it('makes a session and never a completion, even when it is confirmed', async () => {
    await app.assign(SCHOOL)
    const lms = await app.launch()
    const completions = async () => {
      const [from, to] = ['2026-09-01' as Day, '2026-12-31' as Day]
      const found = await app.storage.schoolCompletions.countOfSchool({
        ...{ schoolId: SCHOOL.id, from, to },
      })
      return [...found.values()].reduce((sum, one) => sum + one, 0)
    }
    await lms.press(await open(lms, aPackCode()), SUBMIT)
    const [held] = await app.stored()
    const page = await principal.open(`${app.url}/sessions/${held?.id}`)
    await principal.press(page, '[data-next]')
    const [session, ...more] = await app.stored()
    expect(more).to.deep.equal([])
    expect(session?.entries.map(({ what }) => what)).to.deep.equal(['recorded', 'confirmed'])
    expect(await completions()).to.equal(0)
    // A pupil's own does count there, so the question above was asked in the right place.
    await app.storage.completions.record(aCompletion({ contextKey: contextKeyOf(anOrigin()) }))
    expect(await completions()).to.equal(1)
  })

  it('says which ideas the class missed, as after a projector run', async () => {
    const polls = [{ at: 0, counts: [3, 20, 4] }]
    await teacher.press(await type(aPackCode({ polls })), SUBMIT)
    const [session] = await app.stored()
    const { $ } = await principal.open(`${app.url}/sessions/${session?.id}`)
    expect($('[data-missed]').text()).to.include('Số cần nhớ là số nào?')
  })

  it('leads to the session that is there when it is entered again, by whomever and in whichever length', async () => {
    await teacher.press(await type(aPackCode()), SUBMIT)
    const [session] = await app.stored()
    const shown = `/sessions/${session?.id}`
    expect((await type(aPackCode())).url.pathname).to.equal(shown)
    expect((await open(principal, aPackCode({ minutes: 36 }, false))).url.pathname).to.equal(shown)
    const other = await open(principal, aPackCode({ nonce: 10 }))
    expect(other.$('[data-form="session"]')).to.have.length(1)
  })

  it('finds what was entered from a course that had no school yet', async () => {
    const lms = await app.launch()
    const unplaced = await lms.press(await open(lms, aPackCode()), SUBMIT, { adults: '1' })
    expect(unplaced.url.pathname).to.match(/^\/sessions\/[\w-]{22}$/)
    expect((await open(lms, aPackCode())).url.pathname).to.equal(unplaced.url.pathname)
    await app.assign(SCHOOL)
    const again = await open(await app.launch(), aPackCode())
    const [session, ...more] = await app.stored()
    expect(more).to.deep.equal([])
    expect(again.url.pathname).to.equal(`/sessions/${session?.id}`)
  })

  it('does not record twice what two windows had open', async () => {
    const [one, other] = [await type(aPackCode()), await type(aPackCode())]
    await teacher.press(one, SUBMIT)
    await teacher.press(other, SUBMIT)
    expect(await app.stored()).to.have.length(1)
  })

  it('keeps what is typed as a draft of its own, and drops it once it is sent', async () => {
    const page = await type(aPackCode())
    const form = page.$(FORM).clone().attr('action', '/sessions/drafts').attr('data-form', 'draft')
    page.$('main').append(form)
    const typed = { minutes: '30', intent: 'draft' }
    const kept = await teacher.press(page, '[data-form="draft"]', typed)
    expect(kept.url.pathname).to.equal('/sessions/late')
    expect(kept.$('[name="minutes"]').val()).to.equal('30')
    const fresh = await teacher.open(`${app.url}/sessions/new`)
    expect(fresh.$('[name="minutes"]').val()).to.equal('')
    await teacher.press(kept, SUBMIT)
    expect((await app.stored())[0]).to.include({ minutes: 30 })
    const other = await open(teacher, aPackCode({ nonce: 1 }))
    expect(other.$('[name="minutes"]').val()).to.equal('35')
  })

  it('says what is wrong in words, and keeps what was typed', async () => {
    const wrong = aPackCode().replace(/.$/, (sign) => (sign === '2' ? '3' : '2'))
    const page = await type(wrong)
    expect(page.status).to.equal(422)
    expect(saidOn(page)).to.match(/gõ nhầm, đảo chỗ/)
    expect(page.$('[name="code"]').val()).to.equal(wrong)
    expect(saidOn(await type('ABƯ'))).to.match(/“Ư”.*bộ gõ tiếng Việt/)
    expect(saidOn(await type(''))).to.match(/chưa gõ mã/)
  })

  it('refuses in words a day that has not come, hands that nobody has and a module that is not here', async () => {
    const future = aPackCode({ day: packDayOf('2026-12-24') })
    expect(saidOn(await type(future))).to.match(/24\/12\/2026.*đồng hồ/)
    const crowd = aPackCode({ polls: [{ at: 0, counts: [10_000, 0, 0] }] })
    expect(saidOn(await type(crowd))).to.match(/cánh tay trong đó không thể có/)
    expect(saidOn(await type(aPackCode({ hands: 10_000 }, false)))).to.match(/không thể có/)
    expect(saidOn(await type(aPackCode({ slide: 99 })))).to.match(/không thể có/)
    expect(saidOn(await type(aPackCode({ polls: [{ at: 90, counts: [1] }] })))).to.match(
      /không thể/,
    )
    expect(saidOn(await type(aPackCode({ module: 'A9' })))).to.match(/bài A9 phiên bản 1/)
  })

  it('says so where the day lies in no open period, and records it all the same', async () => {
    const summer = aPackCode({ day: packDayOf('2026-08-03') })
    const page = await type(summer)
    expect(page.$('.said').text()).to.match(/không nằm trong kỳ báo cáo nào đang mở/)
    await teacher.press(page, SUBMIT)
    expect(await app.stored()).to.have.lengthOf(1)
    expect((await type(aPackCode())).$('.said').text()).not.to.match(/kỳ báo cáo/)
  })

  it('takes nothing from a form that was sent with a code that the page would have refused', async () => {
    const page = await app.send(teacher, '/sessions', { pack: 'AAAA', subject: 'new' })
    expect(page.status).to.equal(400)
    expect(await app.stored()).to.deep.equal([])
  })

  it('is for whoever may record: never for a pupil', async () => {
    expect((await open(await app.learn(), aPackCode())).status).to.equal(403)
  })
})
