import { expect } from 'chai'
import fc from 'fast-check'

import { readList } from '../../../src/schools/list/read-list.ts'
import {
  aFile,
  aWorkbook,
  HEADER,
  listIn,
  merged,
  rowsIn,
  SCHOOL,
  utf8,
  windows1258,
  withFormula,
} from './files.ts'

describe('a list in a workbook', () => {
  for (const type of ['xlsx', 'xls', 'ods', 'html'] as const) {
    it(`is read from .${type}`, () => {
      expect(rowsIn(aWorkbook({ Trường: [HEADER, SCHOOL] }, type))).to.deep.equal([SCHOOL])
    })
  }

  it('begins below its header, which may stand as low as the twelfth row', () => {
    const titles = Array.from({ length: 11 }, () => ['SỞ GIÁO DỤC VÀ ĐÀO TẠO'])
    const list = listIn(aFile(...titles, HEADER, SCHOOL))
    expect(list.rows.map(({ row }) => row)).to.deep.equal([13])
  })

  it('keeps its headers as they stand in the file', () => {
    const written = ['Mã\ntrường (*)', 'TÊN  TRƯỜNG'.normalize('NFD'), ' cấp học:']
    expect(listIn(aFile(written, SCHOOL)).headers).to.deep.equal({
      code: written[0],
      name: written[1],
      kind: written[2],
    })
  })

  it('may have its columns in any order, unknown ones between them', () => {
    const file = aFile(
      ['STT', 'Cấp học', 'Ghi chú', 'Tên trường', 'Mã trường'],
      [1, 'TH', 'x', 'Trường A', '1'],
    )
    expect(listIn(file).rows).to.deep.equal([
      { row: 2, cells: { kind: 'TH', name: 'Trường A', code: '1' } },
    ])
  })

  it('may have a header of two storeys', () => {
    const file = aFile(
      [...HEADER, 'Số học sinh', null, 'Xã/Phường'],
      [null, null, null, 'Lớp 1', 'Lớp 2', null],
      [...SCHOOL, 30, 28, 'Xã Tân Lập'],
    )
    expect(listIn(file).rows[0]).to.deep.include({
      row: 3,
      cells: {
        ...{ code: SCHOOL[0], name: SCHOOL[1], kind: SCHOOL[2] },
        ...{ grade1: 30, grade2: 28, commune: 'Xã Tân Lập' },
      },
    })
  })

  it('is on the sheet whose header names the most columns', () => {
    const file = aWorkbook({
      'Danh mục': [HEADER, ['1', 'mẫu', 'TH']],
      'Dữ liệu': [
        [...HEADER, 'Xã/Phường'],
        [...SCHOOL, 'Xã Tân Lập'],
      ],
    })
    expect(rowsIn(file)).to.deep.equal([SCHOOL])
  })

  it('keeps the zeros that the format of a number shows', () => {
    const file = aFile(HEADER, [{ v: 7200412, z: '00000000' }, 'Trường A', 'TH'])
    expect(rowsIn(file)).to.deep.equal([['07200412', 'Trường A', 'TH']])
  })

  it('says a commune of each row over which its cell is merged', () => {
    const sheet = [
      [...HEADER, 'Xã/Phường'],
      [...SCHOOL, 'Xã Tân Lập'],
      ['2', 'Trường B', 'TH', null],
    ]
    const file = merged(aWorkbook({ Trường: sheet }), 'D2:D3')
    expect(listIn(file).rows.map(({ cells }) => cells.commune)).to.deep.equal([
      'Xã Tân Lập',
      'Xã Tân Lập',
    ])
  })

  it('never computes a formula', () => {
    const file = withFormula(aFile(HEADER, SCHOOL), 'B2', 'HYPERLINK("http://evil.example")')
    expect(rowsIn(file)[0]?.[0]).to.equal(SCHOOL[0])
  })
})

describe('a list as text', () => {
  const lines = (separator: string) =>
    [HEADER, ['072000412', 'Trường Tiểu học Nguyễn Trãi', 'TH']]
      .map((row) => row.join(separator))
      .join('\r\n')
  const expected = [['072000412', 'Trường Tiểu học Nguyễn Trãi', 'TH']]

  for (const [name, separator] of [
    ['commas', ','],
    ['semicolons', ';'],
    ['tabs', '\t'],
  ] as const) {
    it(`may be separated by ${name}`, () => {
      expect(rowsIn(utf8(lines(separator)))).to.deep.equal(expected)
    })
  }

  it('may have a separator inside quotes', () => {
    const file = utf8('Mã trường,Tên trường,Cấp học\n1,"Trường A, cơ sở 2",TH\n')
    expect(rowsIn(file)).to.deep.equal([['1', 'Trường A, cơ sở 2', 'TH']])
  })

  for (const [name, bytes] of [
    ['UTF-8 with its mark', utf8(`\uFEFF${lines(',')}`)],
    ['UTF-16 as Excel saves it', Uint8Array.from(Buffer.from(`\uFEFF${lines('\t')}`, 'utf16le'))],
    ['UTF-16 without its mark', Uint8Array.from(Buffer.from(lines('\t'), 'utf16le'))],
    [
      'UTF-16 the other way round',
      Uint8Array.from(Buffer.from(`\uFEFF${lines(';')}`, 'utf16le').swap16()),
    ],
    ['Windows-1258', windows1258(lines(','))],
  ] as const) {
    it(`may be in ${name}`, () => {
      const read = rowsIn(bytes).map((row) => row.map((cell) => String(cell).normalize('NFC')))
      expect(read).to.deep.equal(expected)
    })
  }
})

describe('what is no list', () => {
  const problemOf = (file: Uint8Array) => JSON.stringify(readList(file))

  it('names the headers that it lacks', () => {
    expect(readList(utf8('Mã trường,Tên trường,Xã\n1,A,B\n'))).to.deep.equal({
      problem: 'list-header-missing',
      missing: ['Cấp học'],
    })
  })

  it('has a header and nothing below', () => {
    expect(problemOf(aFile(HEADER))).to.contain('list-empty')
  })

  it('is something else altogether', () => {
    expect(problemOf(Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13]))).to.contain(
      'list-unreadable',
    )
    expect(problemOf(Uint8Array.from([]))).to.contain('list-header-missing')
  })

  it('never stops the reader, whatever the bytes are', () => {
    const start = fc.constantFrom(
      [],
      [0x50, 0x4b, 3, 4],
      [0xd0, 0xcf, 0x11, 0xe0],
      [0xff, 0xfe],
      [0x3c],
    )
    fc.assert(
      fc.property(start, fc.uint8Array({ maxLength: 300 }), (magic, rest) => {
        expect(readList(Uint8Array.from([...magic, ...rest]))).to.have.property('problem')
      }),
    )
  })

  it('never stops the reader, whatever stands in its cells', () => {
    const cell = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.constantFrom(...HEADER, 'Tổng', 'Người lập', '#REF!', '', null, 'Lớp 1', '=1+1'),
    )
    const rows = fc.array(fc.array(cell, { maxLength: 6 }), { maxLength: 16 })
    fc.assert(
      fc.property(rows, (sheet) => {
        expect(readList(aFile(...sheet))).to.be.an('object')
      }),
      { numRuns: 60 },
    )
  })
})
