import { expect } from 'chai'

import { createRuleBook, parseCalendar, parseProgramme } from '../../src/requirements/index.ts'
import { aPlannedPeriod } from '../support/a-period.ts'
import { aCalendar, aProgramme } from '../support/a-rule.ts'
import { onEveryEngine } from '../support/engines.ts'
import { codeOf } from '../support/rejection.ts'

const PROGRAMME = {
  id: 'qd-830',
  name: ' Bảo vệ trẻ em trên môi trường mạng ',
  legalBasis: 'Kế hoạch thực hiện Quyết định số 830/QĐ-TTg',
  addressee: 'UBND tỉnh',
  from: '01/06/2021',
  to: '31/12/2025',
}
const CALENDAR = {
  id: '2026-2027',
  name: 'Năm học 2026–2027',
  basis: '',
  isConfirmed: false,
  ranges: 'Học kỳ I; 07/09/2026; 09/01/2027\n\nHọc kỳ II;11/01/2027;29/05/2027\n',
}

describe('a programme as a person writes it', () => {
  it('is taken with its days', () => {
    expect(parseProgramme(PROGRAMME)).to.deep.equal({ programme: aProgramme() })
  })

  it('may have no end yet', () => {
    const parsed = parseProgramme({ ...PROGRAMME, to: '' })
    expect(parsed).to.have.property('programme').that.does.not.have.property('to')
  })

  const wrong: readonly (readonly [string, object, string, string])[] = [
    ['an id with a space', { id: 'qd 830' }, 'id', 'rule-id-invalid'],
    ['no name', { name: ' ' }, 'name', 'rule-name-invalid'],
    [
      'an endless legal basis',
      { legalBasis: 'x'.repeat(2001) },
      'legalBasis',
      'rule-text-too-long',
    ],
    ['no first day', { from: '31/02/2021' }, 'from', 'rule-day-invalid'],
    ['an end before the beginning', { to: '01/01/2020' }, 'to', 'rule-day-invalid'],
  ]
  for (const [what, change, field, code] of wrong) {
    it(`is refused with ${what}, at its field`, () => {
      const parsed = parseProgramme({ ...PROGRAMME, ...change })
      expect(parsed).to.deep.equal({ problems: [{ field, code }] })
    })
  }
})

describe('a calendar as a person writes it', () => {
  it('has a range on every line', () => {
    expect(parseCalendar(CALENDAR)).to.deep.equal({ calendar: aCalendar() })
  })

  for (const line of ['Học kỳ I', 'Học kỳ I; 07/09/2026', ';07/09/2026;09/01/2027', 'A; x; y']) {
    it(`says which line it cannot read: “${line}”`, () => {
      const parsed = parseCalendar({ ...CALENDAR, ranges: `Hè; 01/06/2027; 31/07/2027\n${line}` })
      const problem = { field: 'ranges', code: 'calendar-range-invalid', line: 2 }
      expect(parsed).to.deep.equal({ problems: [problem] })
    })
  }

  it('needs at least one range', () => {
    const parsed = parseCalendar({ ...CALENDAR, ranges: ' \n' })
    expect(parsed).to.deep.equal({
      problems: [{ field: 'ranges', code: 'calendar-without-ranges' }],
    })
  })
})

onEveryEngine('the rule book', (opened) => {
  const book = () => createRuleBook(opened().storage)

  it('adds a first revision and replaces with a later one', async () => {
    await book().saveProgramme(aProgramme())
    await book().saveProgramme(aProgramme({ addressee: 'Bộ Công an', revision: 2 }))
    expect((await book().programme('qd-830')).addressee).to.equal('Bộ Công an')
  })

  it('lets nobody write over a record that he did not see', async () => {
    await book().saveCalendar(aCalendar())
    expect(await codeOf(book().saveCalendar(aCalendar()))).to.equal('rule-exists')
    const unseen = book().saveCalendar(aCalendar({ revision: 3 }))
    expect(await codeOf(unseen)).to.equal('rule-changed')
  })

  it('knows the programme and the calendar that a period names', async () => {
    await book().saveProgramme(aProgramme())
    await book().saveCalendar(aCalendar())
    const named = { programmeId: 'qd-830', calendarId: '2026-2027' }
    await book().check(aPlannedPeriod(named))
    await book().check(aPlannedPeriod())
    const noProgramme = book().check({ ...named, programmeId: 'none' })
    expect(await codeOf(noProgramme)).to.equal('programme-unknown')
    const noCalendar = book().check({ ...named, calendarId: 'none' })
    expect(await codeOf(noCalendar)).to.equal('calendar-unknown')
  })

  it('has no record of another id', async () => {
    expect(await codeOf(book().calendar('none'))).to.equal('rule-not-found')
  })
})
