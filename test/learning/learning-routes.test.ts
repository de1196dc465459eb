import { expect } from 'chai'

import type { Module } from '../../src/catalogue/index.ts'
import type { Day } from '../../src/runtime/index.ts'
import type { LearnerKey, Visit } from '../../src/web/index.ts'
import { type LessonApp, type Person, startLessonApp } from '../support/a-lesson-app.ts'
import { aModule, aQuestion, aStep } from '../support/a-module.ts'
import { aPeriod } from '../support/a-period.ts'
import { aScoreTarget } from '../support/a-visit.ts'

const sensitive = aModule({ id: 'C3' as never, title: { vi: 'Nhận ra sự dụ dỗ' }, sensitive: true })
const forParents = aModule({
  id: 'P1' as never,
  title: { vi: 'Đồng hành cùng con' },
  audience: 'parents',
  grades: [],
})
const forStaff = aModule({ id: 'T1' as never, audience: 'staff', grades: [] })

describe('/modules', () => {
  let lessons: LessonApp
  before(async () => {
    lessons = await startLessonApp({ modules: [aModule(), sensitive, forParents, forStaff] })
  })
  after(() => lessons.stop())

  let learners = 0
  const aPupil = (overrides: Partial<Visit> = {}) => {
    learners += 1
    return lessons.enter({ learnerKey: `learner-${learners}` as LearnerKey, ...overrides })
  }
  const sentTo = (moduleId: string) => aPupil({ task: { kind: 'lesson', moduleId } })

  async function leaveAllSteps(person: Person, { steps }: Module = aModule()): Promise<void> {
    for (const index of steps.keys()) await person.press(`/modules/B5/steps/${index + 1}`)
  }

  describe('the list', () => {
    it('shows a pupil what is for pupils and needs no teacher beside them', async () => {
      const { $ } = await (await aPupil()).open('/modules')
      expect(
        $('h3 a')
          .map((_, link) => $(link).attr('href'))
          .get(),
      ).to.deep.equal(['/modules/B5'])
    })

    it('shows staff everything and marks what is sensitive', async () => {
      const { $ } = await (await lessons.enter({ role: 'staff' })).open('/modules')
      expect($('h3 a')).to.have.length(4)
      expect($('.tag')).to.have.length(1)
      expect($('main').text()).to.include('Dành cho người lớn')
    })
  })

  describe('the catalogue of staff', () => {
    const openAs = async (path: string, role: 'staff' | 'learner' = 'staff') =>
      (await lessons.enter({ role })).open(path)

    it('is filtered by a plain form, whose address can be kept', async () => {
      const { $ } = await openAs('/modules?grade=4&slot=35')
      expect($('form.filters').attr('method')).to.equal('get')
      expect($('[name=grade]').val()).to.equal('4')
      expect($('[name=slot]').val()).to.equal('35')
      expect($('[role=status]').text()).to.equal('2 bài phù hợp')
      expect($('.filters .back').attr('href')).to.equal('/modules')
    })

    it('says what to do where nothing fits', async () => {
      const { $ } = await openAs('/modules?grade=12')
      expect($('main h3')).to.have.length(0)
      expect($('[role=status]').text()).to.include('Hãy bỏ bớt điều kiện')
    })

    it('refuses an address that repeats a filter', async () => {
      expect((await openAs('/modules?grade=4&grade=5')).status).to.equal(400)
    })

    it('marks what the department picked for the period that is open, for pupils too', async () => {
      await lessons.deps.storage.periods.add(aPeriod({ modules: ['B5'] }))
      lessons.clock.advance(60_000)
      const { $ } = await openAs('/modules')
      expect($('h2').first().text()).to.include('Bài học của kỳ')
      expect($('[data-ahead] [data-module=B5]')).to.have.length(1)
      const pupils = await openAs('/modules', 'learner')
      expect(pupils.$('[data-module=B5] .picked')).to.have.length(1)
    })
  })

  describe('the cover', () => {
    it('says what it is about and has one button, which leads on', async () => {
      const { $ } = await (await aPupil()).open('/modules/B5')
      expect($('h1').text()).to.equal('Quà lạ, đường liên kết lạ')
      expect($('main').text()).to.include('25 phút').and.to.include('Lớp 4–5')
      expect($('main .button').attr('href')).to.equal('/modules/B5/resume')
      expect($('main [rel=next]')).to.have.length(1)
      expect($('html').attr('class')).to.equal('child')
    })

    it('of a sensitive module shows help first', async () => {
      const { $ } = await (await sentTo('C3')).open('/modules/C3')
      expect($('main [data-help]')).to.have.length(1)
      expect($('main').text()).to.include('Em dừng lúc nào cũng được')
    })

    it('of a sensitive module or one for staff opens for whom the LMS sent to it alone', async () => {
      for (const id of ['C3', 'T1']) {
        const typed = await (await sentTo('B5')).open(`/modules/${id}`)
        expect(typed.status).to.equal(403)
        expect(typed.$('[data-error]').attr('data-error')).to.equal('module-not-released')
        const step = await (await aPupil()).press(`/modules/${id}/steps/1`)
        expect(step.status).to.equal(403)
        expect((await (await sentTo(id)).open(`/modules/${id}`)).status).to.equal(200)
        const teacher = await lessons.enter({ role: 'staff' })
        expect((await teacher.open(`/modules/${id}`)).status).to.equal(200)
      }
    })

    it('of a module for grown-ups speaks to grown-ups', async () => {
      const { $ } = await (await aPupil()).open('/modules/P1')
      expect($('main').text()).to.include('Học xong, anh chị có thể')
      expect($('header').text()).to.include('Cần giúp đỡ')
      // The footer names a hotline for children, “trẻ em”.
      expect($('body').text()).not.to.match(/(?<!\p{L}|trẻ )em(?!\p{L})/iu)
    })

    it('is the teacher’s page for staff, with notes and answers', async () => {
      const { $ } = await (await lessons.enter({ role: 'staff' })).open('/modules/B5')
      expect($('main').text())
        .to.include('Ghi chú cho cô.')
        .and.to.include('Đúng, 111 gọi miễn phí.')
      const buttons = $('main a.button').get()
      const addresses = buttons.map((button) => $(button).attr('href'))
      expect(addresses).to.deep.equal(['/present/B5', '/modules/B5/steps/1'])
    })

    it('offers the projector to nobody who may not use it', async () => {
      const account = await lessons.deps.staff.service.add({
        email: 'can.bo@so.example',
        name: 'Trần Văn Minh',
        grant: { role: 'officer', from: '2026-01-01' as Day },
      })
      const officer = await lessons.enter({ role: 'staff', accountId: account.id })
      const { $ } = await officer.open('/modules/B5')
      expect($('main a.button').attr('href')).to.equal('/modules/B5/steps/1')
    })
  })

  describe('resume', () => {
    it('leads to the first step, later to where one stopped', async () => {
      const pupil = await aPupil()
      expect((await pupil.open('/modules/B5/resume')).location).to.equal('/modules/B5/steps/1')
      await pupil.press('/modules/B5/steps/1')
      expect((await pupil.open('/modules/B5/resume')).location).to.equal('/modules/B5/steps/2')
      await pupil.press('/modules/B5/steps/2')
      expect((await pupil.open('/modules/B5/resume')).location).to.equal('/modules/B5/quiz/q1')
    })

    it('knows the same learner in a new visit, and no other', async () => {
      const pupil = await aPupil()
      await leaveAllSteps(pupil)
      const again = await lessons.enter({ learnerKey: pupil.visit.learnerKey })
      expect((await again.open('/modules/B5/resume')).location).to.equal('/modules/B5/quiz/q1')
      const other = await aPupil()
      expect((await other.open('/modules/B5/resume')).location).to.equal('/modules/B5/steps/1')
    })
  })

  describe('the end', () => {
    it('comes with the answer that meets the rule, once the completion is stored', async () => {
      const pupil = await lessons.enter({
        learnerKey: 'finisher' as LearnerKey,
        scoreTarget: aScoreTarget,
      })
      await leaveAllSteps(pupil)
      for (const id of ['q1', 'q2', 'q3', 'q4']) {
        await pupil.press(`/modules/B5/quiz/${id}`, { [id]: 'a' })
      }
      const { location } = await pupil.press('/modules/B5/quiz/q5', { q5: 'b' })
      const answered = await pupil.open(location)
      const next = answered.$('a[rel=next]')
      expect(next.text()).to.equal('Hoàn thành bài')
      const end = await pupil.open(next.attr('href') ?? '')
      expect(end.$('[data-completion]').attr('data-completion')).to.equal('B5')
      expect(end.$('main').text()).not.to.match(/\d+ trên \d+|điểm số/)

      const resumed = await pupil.open('/modules/B5/resume')
      expect((await pupil.open(resumed.location)).$('[data-completion=B5]')).to.have.length(1)
    })

    it('is not shown for a made-up receipt', async () => {
      const pupil = await aPupil()
      for (const address of ['', '?receipt=', `?receipt=${'A'.repeat(43)}`]) {
        const { status, location } = await pupil.open(`/modules/B5/done${address}`)
        expect([status, location]).to.deep.equal([303, '/modules/B5/resume'])
      }
    })

    it('names the questions to be answered again, and how many more are needed', async () => {
      const pupil = await aPupil()
      await leaveAllSteps(pupil)
      for (const id of ['q1', 'q2', 'q3', 'q4', 'q5']) {
        const chosen = id === 'q2' || id === 'q4' ? 'b' : 'a'
        await pupil.press(`/modules/B5/quiz/${id}`, { [id]: chosen })
      }
      const { location } = await pupil.open('/modules/B5/resume')
      expect(location).to.equal('/modules/B5/result?again=q2&again=q4')
      const { $ } = await pupil.open(location)
      expect($('main').text()).to.include('đúng 3 trên 5 câu').and.to.include('1 câu nữa')
      expect($('a[rel=next]').attr('href')).to.equal('/modules/B5/quiz/q2')
    })

    it('shows no count for a sensitive module', async () => {
      const { $ } = await (await sentTo('C3')).open('/modules/C3/result?again=q2')
      expect($('main').text()).not.to.match(/\d/)
      expect($('a[rel=next]').attr('href')).to.equal('/modules/C3/quiz/q2')
    })

    it('is reached by a press where the rule is met but nothing was stored', async () => {
      const pupil = await aPupil()
      const { $ } = await pupil.open('/modules/B5/result')
      expect($('form').attr('action')).to.equal('/modules/B5/finish')
      const early = await pupil.press('/modules/B5/finish')
      expect([early.status, early.location]).to.deep.equal([303, '/modules/B5/steps/1'])
    })
  })

  describe('staff who look as a pupil', () => {
    it('see the lesson under a note, to an end that says nothing of a completion', async () => {
      const teacher = await lessons.enter({ role: 'staff', learnerKey: 'cô Lan' as LearnerKey })
      const { $ } = await teacher.open('/modules/B5/steps/1')
      expect($('[role=note]').text()).to.include('Không có gì được ghi nhận')
      await leaveAllSteps(teacher)
      for (const id of ['q1', 'q2', 'q3', 'q4', 'q5']) {
        await teacher.press(`/modules/B5/quiz/${id}`, { [id]: 'a' })
      }
      const { location } = await teacher.open('/modules/B5/resume')
      const end = await teacher.open(location)
      expect([end.status, end.$('h1').text()]).to.deep.equal([200, 'Hết bài'])
      expect(end.$('[data-completion]')).to.have.length(0)
    })
  })

  describe('what is not there', () => {
    for (const [url, code] of [
      ['/modules/B9', 'module-not-found'],
      ['/modules/B9/resume', 'module-not-found'],
      ['/modules/B5/steps/9', 'not-found'],
      ['/modules/B5/steps/1?page=9', 'not-found'],
      ['/modules/B5/quiz/q9', 'not-found'],
      ['/modules/B5/nowhere', 'not-found'],
    ] as const) {
      it(`is a page of its own: ${url}`, async () => {
        const { status, $ } = await (await aPupil()).open(url)
        expect([status, $('[data-error]').attr('data-error')]).to.deep.equal([404, code])
      })
    }

    it('is a lesson whose visit is over', async () => {
      const stranger = await lessons.enter({ expiresAt: new Date('2026-11-23T00:00:00.000Z') })
      const expired = await stranger.open('/modules/B5')
      expect([expired.status, expired.$('[data-error]').attr('data-error')]).to.deep.equal([
        401,
        'visit-expired',
      ])
    })
  })

  it('every page costs one trip to the store, the list one more for the school', async () => {
    const pupil = await aPupil()
    await pupil.open('/modules') // What the department picked is kept for a minute.
    const pages = ['', '/B5', '/B5/steps/1', '/B5/quiz/q1', '/B5/quiz/q1?chose=a', '/B5/result']
    for (const page of pages) {
      const trips = await lessons.tripsOf(() => pupil.open(`/modules${page}`))
      expect([page, trips]).to.deep.equal([page, page === '' ? 2 : 1])
    }
  })
})

describe('a module of other shapes', () => {
  it('is plain from grade 6 on', async () => {
    const lessons = await startLessonApp({
      modules: [aModule({ grades: [6, 7], steps: [aStep()], questions: [aQuestion()] })],
    })
    const { $ } = await (await lessons.enter()).open('/modules/B5')
    expect($('html').attr('class')).to.equal('plain')
    await lessons.stop()
  })
})
