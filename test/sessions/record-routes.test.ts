import { expect } from 'chai'

import { aSchool } from '../support/a-school.ts'
import { aBigSchool } from '../support/a-session.ts'
import { type SessionsApp, startSessionsApp } from '../support/a-sessions-app.ts'
import type { Walked, Walker } from '../support/a-walker.ts'

const FORM = 'form[data-form]'
const TALK = {
  minutes: '30',
  form: 'flag-ceremony',
  presenter: 'police',
  'present:whole': '58',
}

const stateOf = ({ $ }: Walked) => $('section[data-session]').attr('data-status')
const factOf = ({ $ }: Walked, name: string) => $(`[data-fact=${name}]`).first().text()
const valueOf = ({ $ }: Walked, name: string) => $(`${FORM} [name="${name}"]`).val()

describe('recording a session by hand', () => {
  let app: SessionsApp
  let hoa: Walker
  const teacher = { role: 'teacher', schoolId: aSchool().id } as const
  beforeEach(async () => {
    app = await startSessionsApp({ schools: [aSchool(), aBigSchool()] })
    hoa = await app.enter('Lê Thị Hoa', teacher)
  })
  afterEach(() => app.stop())

  const openNew = (who = hoa) => who.open(`${app.url}/sessions/new`)
  const record = async (typed: Readonly<Record<string, string>> = TALK) =>
    hoa.press(await openNew(), FORM, typed)

  it('takes a police talk of the whole yard in four inputs and one press', async () => {
    const page = await record()
    expect(stateOf(page)).to.equal('held')
    expect(factOf(page, 'heldOn')).to.equal('23/11/2026')
    expect(factOf(page, 'lines')).to.equal('Toàn trường: 58/60')
    expect(await app.stored()).to.have.lengthOf(1)
    expect(app.told).to.deep.equal([[aSchool().id, '2026-11-23']])
  })

  it('takes it in as many of a school with 27 classes', async () => {
    const { code, id } = aBigSchool()
    const minh = await app.enter('Trần Văn Minh', { role: 'coordinator', schoolId: id })
    const page = await minh.open(`${app.url}/sessions/new?school=${code}`)
    await minh.press(page, FORM, { ...TALK, 'present:whole': '990' })
    const [session] = await app.stored(aBigSchool())
    expect(session!.audience).to.deep.equal([
      { label: 'Toàn trường', grade: 0, enrolled: 1014, present: 990 },
    ])
    expect(session!.otherStages).to.deep.equal(['th', 'thcs'])
  })

  it('makes one session of the same press twice', async () => {
    const form = await openNew()
    const [first, second] = [await hoa.press(form, FORM, TALK), await hoa.press(form, FORM, TALK)]
    expect(second.url.pathname).to.equal(first.url.pathname)
    expect(await app.stored()).to.have.lengthOf(1)
  })

  it('shows both texts where one form was sent with two', async () => {
    const form = await openNew()
    await hoa.press(form, FORM, TALK)
    const conflict = await hoa.press(form, FORM, { ...TALK, minutes: '45' })
    expect(conflict.status).to.equal(409)
    const page = await hoa.press(conflict, 'button[data-next]')
    expect(factOf(page, 'minutes')).to.equal('45')
    expect(await app.stored()).to.have.lengthOf(1)
  })

  it('says every problem beside its input and on top, and loses nothing typed', async () => {
    const wrong = { minutes: 'một tiết', presenter: '', 'present:class:4A': 'đủ' }
    const typed = { ...TALK, ...wrong, topic: 'Lừa đảo' }
    const page = await record(typed)
    const { $ } = page
    expect(page.status).to.equal(422)
    for (const name of Object.keys(wrong)) {
      const input = $(`${FORM} [name="${name}"]`)
      expect(input.attr('aria-invalid')).to.equal('true')
      const said = $(`[id="${input.attr('aria-describedby')!}"]`).text()
      expect(said).not.to.equal('')
      const link = $('[role=alert] a').filter((_, one) => $(one).text().includes(said))
      expect($(`[id="${link.attr('href')!.slice(1)}"]`).attr('name')).to.equal(name)
    }
    const kept = Object.keys(typed).map((name) => valueOf(page, name))
    expect(kept).to.deep.equal(Object.values(typed))
    expect(await app.stored()).to.deep.equal([])
  })

  it('can be mended and sent from there', async () => {
    const wrong = await record({ ...TALK, minutes: '' })
    expect(stateOf(await hoa.press(wrong, FORM, { minutes: '30' }))).to.equal('held')
  })

  it('takes more present than enrolled, and flags it', async () => {
    const page = await record({ ...TALK, 'present:whole': '75' })
    expect(stateOf(page)).to.equal('held')
    expect(page.$('[data-flags]').text()).to.include('Có mặt nhiều hơn sĩ số')
  })

  it('does not take a grade that the school does not teach', async () => {
    const page = await record({
      ...TALK,
      ...{ 'present:whole': '', 'label:free:0': '6A' },
      ...{ 'enrolled:free:0': '40', 'present:free:0': '40' },
    })
    expect(page.status).to.equal(422)
    expect(page.$('[data-line="free:0"] .problem').text()).to.include('không dạy')
  })

  it('refuses a form without the key of its page', async () => {
    expect((await record({ ...TALK, key: '' })).status).to.equal(400)
    expect((await record({ ...TALK, subject: 'anything' })).status).to.equal(400)
    expect(await app.stored()).to.deep.equal([])
  })

  describe('a change', () => {
    let lan: Walker
    beforeEach(async () => {
      lan = await app.enter('Nguyễn Thị Lan', { role: 'principal', schoolId: aSchool().id })
    })

    const edit = async (who: Walker) => {
      const [session] = await app.stored()
      return who.open(`${app.url}/sessions/${session!.id}/edit`)
    }

    it('opens with what is recorded, and asks for a new confirmation', async () => {
      await lan.press(await lan.open((await record()).url), 'form[action$="/confirm"]')
      const form = await edit(hoa)
      expect(
        ['heldOn', 'minutes', 'present:whole'].map((name) => valueOf(form, name)),
      ).to.deep.equal(['23/11/2026', '30', '58'])
      const page = await hoa.press(form, FORM, { minutes: '45' })
      expect([stateOf(page), factOf(page, 'minutes')]).to.deep.equal(['held', '45'])
    })

    it('takes a class away with its tick', async () => {
      await record({
        ...TALK,
        'present:whole': '',
        'present:class:4A': '31',
        'present:class:4B': '29',
      })
      await hoa.press(await edit(hoa), FORM, { line: 'class:4A' })
      const [session] = await app.stored()
      expect(session!.audience.map(({ label }) => label)).to.deep.equal(['4A'])
    })

    it('of two people at once keeps both texts before the second, who chooses', async () => {
      await record()
      const [mine, hers] = [await edit(hoa), await edit(lan)]
      await hoa.press(mine, FORM, { minutes: '40', topic: 'Lừa đảo' })
      const conflict = await lan.press(hers, FORM, { minutes: '45' })
      expect(conflict.status).to.equal(409)
      const said = conflict.$('main').text()
      expect(said).to.include('Lê Thị Hoa').and.to.include('07:15')
      const row = conflict.$('tr.differs').first().find('td')
      expect(row.toArray().map((one) => conflict.$(one).text())).to.deep.equal(['45', '40'])
      const page = await lan.press(conflict, 'button[data-next]')
      expect(factOf(page, 'minutes')).to.equal('45')
      const [session] = await app.stored()
      expect(session).to.deep.include({ revision: 3, minutes: 45 })
    })

    it('of a conflict can be gone on with, or dropped', async () => {
      await record()
      const hers = await edit(lan)
      await hoa.press(await edit(hoa), FORM, { minutes: '40' })
      const conflict = await lan.press(hers, FORM, { minutes: '45' })
      const fields = conflict.$('main form').serializeArray()
      expect(fields.find(({ name }) => name === 'revision')!.value).to.equal('2')
      const action = conflict.$('button[formaction]').attr('formaction')!
      const form = conflict.$('main form').attr('action', action)
      expect(form).to.have.lengthOf(1)
      const again = await lan.press(conflict, 'main form')
      expect(valueOf(again, 'minutes')).to.equal('45')
      const page = await lan.press(again, FORM, { minutes: '50' })
      expect(factOf(page, 'minutes')).to.equal('50')
      const kept = await lan.follow(conflict, 'main a.quiet')
      expect(factOf(kept, 'minutes')).to.equal('50')
    })

    it('of what was withdrawn meanwhile is shown, and cannot be saved', async () => {
      const page = await record()
      const form = await edit(lan)
      await hoa.press(page, 'form[action$="/withdraw"]')
      const conflict = await lan.press(form, FORM, { minutes: '45' })
      expect(conflict.status).to.equal(409)
      expect(conflict.$('main').text()).to.include('45').and.to.include('không sửa được nữa')
      expect(conflict.$('main form')).to.have.lengthOf(0)
    })

    it('that is wrong is told so, and still knows of which revision it was', async () => {
      await record()
      const form = await edit(lan)
      const wrong = await lan.press(form, FORM, { minutes: 'lâu' })
      expect([wrong.status, valueOf(wrong, 'minutes')]).to.deep.equal([422, 'lâu'])
      await hoa.press(await edit(hoa), FORM, { minutes: '40' })
      expect((await lan.press(wrong, FORM, { minutes: '45' })).status).to.equal(409)
    })

    it('of a withdrawn session is not opened, and not stored', async () => {
      const page = await record()
      const form = await edit(hoa)
      await hoa.press(page, 'form[action$="/withdraw"]')
      expect((await edit(hoa)).url.pathname).to.equal(page.url.pathname)
      const late = await hoa.press(form, FORM, { minutes: '45', revision: '2' })
      expect([late.status, valueOf(late, 'minutes')]).to.deep.equal([409, '45'])
      expect((await app.stored())[0]).to.deep.include({ state: 'withdrawn', minutes: 30 })
    })

    it('cannot move what was held to a day ahead', async () => {
      await record()
      const page = await hoa.press(await edit(hoa), FORM, { heldOn: '24/11/2026' })
      expect(page.status).to.equal(422)
      expect(page.$('#heldOn-problem').text()).to.include('chưa đến')
    })

    it('needs the revision that it is of', async () => {
      await record()
      expect((await hoa.press(await edit(hoa), FORM, { revision: '' })).status).to.equal(400)
    })
  })
})
