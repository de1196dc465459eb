import { expect } from 'chai'

import { parseCounsellor, parseFacility, parseHotline } from '../../src/help/help-form.ts'
import type { HelpRecordId } from '../../src/help/index.ts'
import type { Day } from '../../src/runtime/index.ts'
import { anArea, aSchool } from '../support/a-school.ts'

const checkedOn = '2026-11-25' as Day
const key = { id: 'h-1' as HelpRecordId, revision: 1, checkedOn }
const GOOD = {
  name: ' Đường  dây ',
  number: '024 3826 1234',
  about: '',
  order: '7',
  isShown: 'yes',
}

function codesOf(draft: Readonly<Record<string, string>>): readonly string[] {
  const parsed = parseHotline({ ...GOOD, ...draft }, key)
  return 'problems' in parsed ? parsed.problems.map(({ field, code }) => `${field} ${code}`) : []
}

describe('a hotline as it was typed', () => {
  it('is taken with its words tidied', () => {
    expect(parseHotline(GOOD, key)).to.deep.equal({
      record: {
        ...{ kind: 'hotline', id: 'h-1', revision: 1, name: 'Đường dây', number: '024 3826 1234' },
        ...{ about: '', order: 7, isShown: true, checkedOn },
      },
    })
  })

  it('has no signs that are no words, nor such that turn the direction of writing', () => {
    const typed = { name: 'Đường\u202e dây\u0007', url: 'https://vn-cop.vn/\u202egpj' }
    const parsed = parseHotline({ ...GOOD, ...typed }, key)
    expect(parsed).to.have.nested.property('record.name', 'Đường dây')
    expect(parsed).to.have.nested.property('record.url', 'https://vn-cop.vn/gpj')
  })

  for (const number of [
    '11',
    'gọi 111',
    '1;rm',
    '0'.repeat(16),
    '111<b>',
    '111,p=1',
    '*100#',
    '111;ext=1',
    'tel:111',
    '１１１',
    '111%0a',
    '+84+111',
  ]) {
    it(`has no number ${number}`, () => {
      expect(codesOf({ number })).to.deep.equal(['number help-number-malformed'])
    })
  }

  for (const url of [
    'http://vn-cop.vn',
    'javascript:alert(1)',
    'https://user:pass@vn-cop.vn',
    'https://localhost',
    'vn-cop.vn',
    'data:text/html,x',
    'JaVaScRiPt:alert(1)//https://vn-cop.vn',
    'java\tscript:alert(1)',
    '\u0001javascript:alert(1)',
    'vbscript:msgbox(1)',
    'blob:https://vn-cop.vn/1',
    'tel:111',
    'tel:111;phone-context=evil.example',
    '//vn-cop.vn',
    'https://vn-cop.vn@evil.example',
    `https://vn-cop.vn/${'a'.repeat(300)}`,
  ]) {
    it(`has no link ${url.slice(0, 40)}`, () => {
      expect(codesOf({ url })).to.deep.equal(['url help-url-malformed'])
    })
  }

  it('needs a name, an order and one way to get in touch, and tells all at once', () => {
    expect(codesOf({ name: ' ', number: '', order: '0' })).to.deep.equal([
      'name help-name-missing',
      'number help-way-missing',
      'order help-order-malformed',
    ])
    expect(codesOf({ number: '', url: 'https://vn-cop.vn/bao-cao' })).to.deep.equal([])
    expect(codesOf({ name: 'a'.repeat(121), about: 'b'.repeat(301) })).to.deep.equal([
      'name help-text-long',
      'about help-text-long',
    ])
  })
})

describe('a place that helps', () => {
  const areaById = (id: string) => (id === anArea().id ? anArea() : undefined)

  it('has a number and an area that there is', () => {
    const draft = { name: 'Trung tâm', phone: '', address: '', area: 'nowhere' }
    const parsed = parseFacility(draft, key, areaById)
    expect(parsed).to.deep.equal({
      problems: [
        { field: 'phone', code: 'help-phone-missing' },
        { field: 'area', code: 'help-area-unknown' },
      ],
    })
    const good = parseFacility({ ...draft, phone: '0276', area: anArea().id }, key, areaById)
    expect(good).to.have.nested.property('record.isShown', false)
  })
})

describe('a counsellor', () => {
  const at = { schoolId: aSchool().id, revision: 3, checkedOn }

  it('is found at an office, with or without a number', () => {
    const parsed = parseCounsellor({ name: 'Phòng tư vấn', phone: '', about: 'Giờ ra chơi' }, at)
    expect(parsed).to.have.nested.property('record.revision', 3)
    expect(parsed).to.not.have.nested.property('record.phone')
    expect(parseCounsellor({ name: '' }, at)).to.have.property('problems')
    const called = parseCounsellor({ name: 'Phòng tư vấn', phone: '0276 382 9999', about: ' ' }, at)
    expect(called).to.have.nested.property('record.phone', '0276 382 9999')
    expect(called).to.have.nested.property('record.checkedOn', checkedOn)
  })

  it('has a number or a place: a name alone leads a child nowhere', () => {
    expect(
      parseCounsellor({ name: 'Phòng tư vấn', phone: ' ', about: '\u202e' }, at),
    ).to.deep.equal({
      problems: [{ field: 'phone', code: 'help-place-missing' }],
    })
  })
})
