import { expect } from 'chai'
import fc from 'fast-check'

import { SCHOOL_KINDS, stagesOfKind } from '../../../src/schools/index.ts'
import {
  ownershipWords,
  parseKind,
  statusWords,
  writeKind,
} from '../../../src/schools/list/vocabulary.ts'

describe('the words for a kind of school', () => {
  for (const [text, written] of [
    ['TH', 'TH'],
    ['tiểu học', 'TH'],
    ['Trung học\ncơ sở', 'THCS'],
    ['THPT', 'THPT'],
    ['Cấp 2', 'THCS'],
    ['Cấp 1-2', 'TH&THCS'],
    ['TH - THCS', 'TH&THCS'],
    ['THCS&TH', 'TH&THCS'],
    ['Tiểu học và Trung học cơ sở', 'TH&THCS'],
    ['THCS, THPT', 'THCS&THPT'],
    ['TH, THCS và THPT', 'TH&THCS&THPT'],
    ['Mầm non', 'MN'],
    ['GDNN-GDTX', 'GDTX'],
    ['PTDTNT', 'PTDTNT THCS&THPT'],
    ['PTDTNT THCS', 'PTDTNT THCS'],
    ['PTDTBT TH', 'PTDTBT TH'],
    ['Chuyên biệt', 'CB TH'],
    ['CSBT', 'CSBT'],
    ['Cơ sở bảo trợ xã hội', 'CSBT'],
    ['Khác', 'KHAC'],
  ] as const) {
    it(`read ${JSON.stringify(text)} as ${written}`, () => {
      const kind = parseKind(text)
      expect(kind && writeKind(kind)).to.equal(written)
    })
  }

  for (const text of ['', 'THCSS', 'TH THCS', 'TH&THPT', 'MN TH', 'Cao đẳng', '&']) {
    it(`do not know ${JSON.stringify(text)}`, () => {
      expect(parseKind(text)).to.equal(undefined)
    })
  }

  it('are read as they are written, for every kind', () => {
    for (const kind of SCHOOL_KINDS) {
      const known = { kind, stages: stagesOfKind(kind) }
      expect(parseKind(writeKind(known))).to.deep.equal(known)
    }
  })

  it('never fail on whatever stands in a cell', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const kind = parseKind(text)
        expect(kind === undefined || SCHOOL_KINDS.includes(kind.kind)).to.equal(true)
      }),
    )
  })
})

describe('the words for a status and an ownership', () => {
  it('are read as they are written', () => {
    for (const status of ['active', 'paused', 'merged', 'dissolved'] as const) {
      expect(statusWords.read(statusWords.write(status))).to.equal(status)
    }
    for (const ownership of ['public', 'people-founded', 'private'] as const) {
      expect(ownershipWords.read(ownershipWords.write(ownership))).to.equal(ownership)
    }
  })

  it('know what people write', () => {
    expect(statusWords.read(' ĐÃ SÁP NHẬP')).to.equal('merged')
    expect(ownershipWords.read('Ngoài công lập')).to.equal('private')
    expect(statusWords.read('xong')).to.equal(undefined)
  })
})
