import { expect } from 'chai'

import type { Account } from '../../../src/staff/index.ts'
import { aGrant } from '../../support/a-coverage-app.ts'
import { type LessonApp, startLessonApp } from '../../support/a-lesson-app.ts'
import { aResource } from '../../support/a-resource.ts'
import { anArea } from '../../support/a-school.ts'
import { anAccount } from '../../support/an-account.ts'

const PAGE = '/modules/B5/resources'
const FILM = { title: 'Phim về quà lạ', url: 'https://khonggianmang.example.vn/phim' }

describe('/modules/:id/resources', () => {
  let lessons: LessonApp
  beforeEach(async () => {
    lessons = await startLessonApp()
  })
  afterEach(() => lessons.stop())

  const list = () => lessons.deps.storage.resources.list()

  async function signedIn(...grants: Account['grants']) {
    const account = anAccount({ grants })
    await lessons.deps.storage.accounts.add(account)
    return lessons.enter({ role: 'staff', accountId: account.id })
  }
  const anEditor = () => signedIn(aGrant('editor'))

  it('keeps what the department names, and shows it to teachers', async () => {
    const editor = await anEditor()
    expect((await editor.open(PAGE)).$('main').text()).to.include('Chưa có tài liệu nào.')
    const saved = await editor.press(PAGE, FILM)
    expect([saved.status, saved.location]).to.deep.equal([303, PAGE])
    expect((await editor.open(PAGE)).$('main a[target]').text()).to.equal(FILM.title)
    const teacher = await lessons.enter({ role: 'staff' })
    const link = (await teacher.open('/modules/B5')).$(`#resources a[href="${FILM.url}"]`)
    expect(link.attr('rel')).to.include('noopener')
    expect(link.attr('target')).to.equal('_blank')
  })

  it('says that a link leaves the tool', async () => {
    await lessons.deps.storage.resources.save(aResource())
    const { $ } = await (await lessons.enter({ role: 'staff' })).open('/modules/B5')
    expect($('#resources').text()).to.include('ngoài Lá Chắn')
    expect($(`#resources a[href="${PAGE}"]`)).to.have.length(0)
  })

  it('shows at the end of the lesson what is meant for it, and only that', async () => {
    const forTeachers = aResource({ url: 'https://so.example.vn/', forLearners: false })
    for (const one of [aResource(), forTeachers]) await lessons.deps.storage.resources.save(one)
    const { $ } = await (await lessons.enter({ role: 'staff' })).open('/modules/B5/done')
    const shown = $('main a[target]').map((_, link) => $(link).attr('href'))
    expect(shown.get()).to.deep.equal([aResource().url])
  })

  it('says what is wrong and keeps what was typed', async () => {
    const editor = await anEditor()
    const wrong = await editor.press(PAGE, { ...FILM, url: 'http://a.vn', learners: '1' })
    expect(wrong.status).to.equal(422)
    expect(wrong.$('#title').val()).to.equal(FILM.title)
    expect(wrong.$('#url').attr('aria-invalid')).to.equal('true')
    expect(wrong.$('[name=learners]').attr('checked')).to.equal('checked')
    expect(await list()).to.deep.equal([])
  })

  it('changes the name of an address that is there, and removes it', async () => {
    const editor = await anEditor()
    await editor.press(PAGE, FILM)
    await editor.press(PAGE, { ...FILM, title: 'Tên mới' })
    const [stored, ...more] = await list()
    expect([stored?.title, more]).to.deep.equal(['Tên mới', []])
    const gone = await editor.press(`${PAGE}/remove`, { resource: stored?.id ?? '' })
    expect(gone.location).to.equal(PAGE)
    expect(await list()).to.deep.equal([])
  })

  it('is not for teachers, nor for an officer of one area', async () => {
    const teacher = await lessons.enter({ role: 'staff' })
    const officer = await signedIn(aGrant('officer', { areaId: anArea().id }))
    for (const person of [teacher, officer]) {
      expect((await person.open(PAGE)).status).to.equal(403)
      expect((await person.press(PAGE, FILM)).status).to.equal(403)
    }
    expect(await list()).to.deep.equal([])
  })
})
