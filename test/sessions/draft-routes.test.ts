import { expect } from 'chai'

import { runIdOf } from '../../src/sessions/index.ts'
import { aRun } from '../support/a-run.ts'
import { aSchool } from '../support/a-school.ts'
import { aSession } from '../support/a-session.ts'
import { type SessionsApp, startSessionsApp } from '../support/a-sessions-app.ts'
import type { Walked, Walker } from '../support/a-walker.ts'

const FORM = 'form[data-form]'
const HALF = { minutes: '30', topic: 'Lừa đảo “qua mạng”', 'present:class:4A': '3' }
const REST = { form: 'lesson', presenter: 'school', 'present:class:4A': '30' }

const valueOf = ({ $ }: Walked, name: string) => $(`${FORM} [name="${name}"]`).val()
const draftOf = ({ $ }: Walked) => $('form[data-draft]')

describe('a draft', () => {
  let app: SessionsApp
  let hoa: Walker
  const teacher = { role: 'teacher', schoolId: aSchool().id } as const
  beforeEach(async () => {
    app = await startSessionsApp()
    hoa = await app.enter('Lê Thị Hoa', teacher)
  })
  afterEach(() => app.stop())

  const openNew = (who = hoa, search = '') => who.open(`${app.url}/sessions/new${search}`)

  /** As the button does without JavaScript; `intent` tells it from what the page sends by itself. */
  async function save(page: Walked, typed: Readonly<Record<string, string>>, intent = 'draft') {
    const action = page.$(`${FORM} [formaction]`).attr('formaction')!
    const form = page.$(FORM).clone().attr('action', action).attr('data-form', 'draft')
    page.$('main').append(form)
    return hoa.press(page, '[data-form=draft]', { ...typed, intent })
  }

  it('is kept by its button, and shown with its time until it is sent', async () => {
    const saved = await save(await openNew(), HALF)
    expect(saved.url.pathname).to.equal('/sessions/new')
    const page = await openNew()
    expect(draftOf(page).text()).to.include('07:15 ngày 23/11/2026')
    expect(Object.keys(HALF).map((name) => valueOf(page, name))).to.deep.equal(Object.values(HALF))
    await hoa.press(page, FORM, REST)
    expect(await app.stored()).to.have.lengthOf(1)
    const next = await openNew()
    expect(draftOf(next)).to.have.lengthOf(0)
    expect(valueOf(next, 'minutes')).to.equal('')
  })

  it('is kept by the page itself, which stays where it is', async () => {
    const answer = await save(await openNew(), HALF, '')
    expect(answer.status).to.equal(204)
    expect(valueOf(await openNew(), 'topic')).to.equal(HALF.topic)
  })

  it('is the latest text', async () => {
    await save(await openNew(), HALF)
    await save(await openNew(), { minutes: '45' })
    expect(valueOf(await openNew(), 'minutes')).to.equal('45')
  })

  it('can be dropped for a fresh start', async () => {
    await save(await openNew(), HALF)
    const page = await hoa.press(await openNew(), 'form[data-draft]')
    expect(page.url.pathname).to.equal('/sessions/new')
    expect([draftOf(page).length, valueOf(page, 'minutes')]).to.deep.equal([0, ''])
  })

  it('is its writer’s alone', async () => {
    await save(await openNew(), HALF)
    const an = await app.enter('Phạm Thị An', teacher)
    expect(draftOf(await openNew(an))).to.have.lengthOf(0)
  })

  it('of a plan, of a run and of a new session stand apart', async () => {
    const id = runIdOf('code-1')
    await app.storage.runs.add(aRun({ id }))
    await save(await openNew(hoa, '?plan=1'), { topic: 'kế hoạch' })
    await save(await openNew(hoa, `?run=${id}`), { topic: 'trình chiếu' })
    await save(await openNew(), { topic: 'mới' })
    const topics = []
    for (const search of ['?plan=1', `?run=${id}`, '']) {
      topics.push(valueOf(await openNew(hoa, search), 'topic'))
    }
    expect(topics).to.deep.equal(['kế hoạch', 'trình chiếu', 'mới'])
  })

  it('saved after the press that sent it is no draft any more', async () => {
    const form = await openNew()
    await hoa.press(form, FORM, { ...HALF, ...REST })
    await save(form, { ...HALF, ...REST }, '')
    expect(draftOf(await openNew())).to.have.lengthOf(0)
    expect(draftOf(await openNew())).to.have.lengthOf(0)
  })

  it('goes on with the key of its form: what was sent from it comes once', async () => {
    const form = await openNew()
    await save(form, HALF, '')
    const again = await openNew()
    expect(valueOf(again, 'key')).to.equal(valueOf(form, 'key'))
  })

  it('is over after 45 days', async () => {
    await save(await openNew(), HALF)
    app.clock.advance(45 * 24 * 60 * 60 * 1000)
    hoa = await app.enter('Lê Thị Hoa')
    const page = await openNew()
    expect([draftOf(page).length, valueOf(page, 'minutes')]).to.deep.equal([0, ''])
  })

  describe('of a change', () => {
    const openEdit = () => hoa.open(`${app.url}/sessions/${aSession().id}/edit`)
    let lan: Walker
    beforeEach(async () => {
      lan = await app.enter('Nguyễn Thị Lan', { role: 'principal', schoolId: aSchool().id })
      await app.storage.sessions.add(aSession())
    })

    it('is kept and shown until the change is stored', async () => {
      const saved = await save(await openEdit(), { minutes: '41' })
      expect(saved.url.pathname).to.equal(`/sessions/${aSession().id}/edit`)
      const page = await openEdit()
      expect([draftOf(page).length, valueOf(page, 'minutes')]).to.deep.equal([1, '41'])
      await hoa.press(page, FORM)
      expect((await app.stored())[0]!.minutes).to.equal(41)
      expect(draftOf(await openEdit())).to.have.lengthOf(0)
    })

    it('saved after the change was stored is no draft any more', async () => {
      const form = await openEdit()
      await hoa.press(form, FORM, { minutes: '41' })
      await save(form, { minutes: '41' }, '')
      expect(draftOf(await openEdit())).to.have.lengthOf(0)
    })

    it('of a session that somebody else has changed since leads to both texts', async () => {
      await save(await openEdit(), { minutes: '41' })
      const hers = await lan.open(`${app.url}/sessions/${aSession().id}/edit`)
      await lan.press(hers, FORM, { minutes: '45' })
      const conflict = await hoa.press(await openEdit(), FORM)
      expect(conflict.status).to.equal(409)
      const page = await hoa.press(conflict, 'button[data-next]')
      expect(page.$('[data-fact=minutes]').text()).to.equal('41')
      expect(draftOf(await openEdit())).to.have.lengthOf(0)
    })

    it('can be dropped', async () => {
      await save(await openEdit(), { minutes: '41' })
      const page = await hoa.press(await openEdit(), 'form[data-draft]')
      expect(valueOf(page, 'minutes')).to.equal('35')
    })
  })

  it('is not kept of a run that the form is not about, of which there could be any number', async () => {
    const form = await openNew()
    const answer = await save(form, { ...HALF, subject: `run:${'A'.repeat(22)}` })
    expect(answer.status).to.equal(400)
  })

  it('is refused to whoever may not send its form, and without the form’s proof', async () => {
    const form = await openNew()
    expect((await save(form, { ...HALF, subject: 'anything' })).status).to.equal(400)
    expect((await save(form, { ...HALF, _visit: '' })).status).to.equal(403)
    const minh = await app.enter('Trần Văn Minh', { role: 'officer' })
    const fields = { subject: 'new', school: aSchool().code, minutes: '1' }
    expect((await app.send(minh, '/sessions/drafts', fields)).status).to.equal(403)
  })
})
