import { expect } from 'chai'
import fc from 'fast-check'

import type { Day } from '../../../src/runtime/index.ts'
import {
  type Area,
  planImport,
  type School,
  schoolIdOf,
  type SchoolList,
  toImportResult,
} from '../../../src/schools/index.ts'
import { createTexts } from '../../../src/web/index.ts'
import { anArea, aSchool } from '../../support/a-school.ts'

const today = '2026-11-24' as Day
const HEADERS = {
  ...{ code: 'Mã trường', name: 'Tên\ntrường', kind: 'Cấp học', commune: 'Xã/Phường' },
  ...{ grade4: 'HS lớp 4', grade6: 'HS lớp 6', pupilCount: 'Số HS', status: 'Trạng thái' },
  ...{ province: 'Tỉnh', managedBy: 'Đơn vị quản lý', ownership: 'Loại hình', classes: 'Các lớp' },
  contactEmail: 'Email',
}

type Cells = SchoolList['rows'][number]['cells']

const nguyenTrai: Cells = { code: '72000412', name: 'Trường Tiểu học Nguyễn Trãi', kind: 'TH' }

interface Known {
  readonly schools?: readonly School[]
  readonly areas?: readonly Area[]
  readonly asOf?: Day
}

function plan(rows: readonly Cells[], { schools = [], areas = [], asOf = today }: Known = {}) {
  const list = { headers: HEADERS, rows: rows.map((cells, index) => ({ row: index + 2, cells })) }
  return planImport(list, { schools, areas }, asOf)
}

const texts = createTexts()
const result = (...given: Parameters<typeof plan>) => toImportResult(plan(...given), texts)
const codes = (...given: Parameters<typeof plan>) =>
  plan(...given).refused.map(({ row, column, code }) => [row, column, code])

describe('an import', () => {
  it('adds schools that are not known', () => {
    const row = { ...nguyenTrai, commune: 'Xã Tân Lập', grade4: 60, status: 'Đang hoạt động' }
    const { changes, areasNew } = plan([row])
    expect(areasNew).to.deep.equal([anArea({ validFrom: today })])
    expect(changes.map(({ school }) => school)).to.deep.equal([
      aSchool({ classes: [], sizesAsOf: today }),
    ])
  })

  it('changes only what the list says', () => {
    const before = aSchool({ address: 'Ấp 3', contact: { phone: '0276 1' } })
    const [change] = plan([{ ...nguyenTrai, name: 'Trường Tiểu học Lê Lợi' }], {
      schools: [before],
    }).changes
    expect(change?.before).to.equal(before)
    expect(change?.school).to.deep.equal({ ...before, name: 'Trường Tiểu học Lê Lợi', revision: 2 })
  })

  it('counts what is new, changed, the same and not mentioned', () => {
    const same = aSchool()
    const changed = aSchool({ code: '2', name: 'Tên cũ' })
    const gone = aSchool({ code: '3' })
    const merged = aSchool({ code: '4', status: 'merged' })
    const rows = [
      nguyenTrai,
      { code: '2', name: 'Tên mới', kind: 'TH' },
      { code: '5', name: 'Trường mới', kind: 'THPT' },
    ]
    expect(result(rows, { schools: [same, changed, gone, merged] })).to.deep.equal({
      ...{ read: 3, new: 1, changed: 1, same: 1, vanished: 1, refused: [], areasNew: [] },
    })
  })

  it('takes the same sizes of a newer day for no change', () => {
    const schools = [aSchool()]
    expect(result([{ ...nguyenTrai, grade4: 60 }], { schools }).same).to.equal(1)
  })

  it('does not put older sizes in the place of newer ones', () => {
    const known = { schools: [aSchool()], asOf: '2026-09-06' as Day }
    expect(result([{ ...nguyenTrai, grade4: 99 }], known).same).to.equal(1)
  })

  it('dates the sizes that it brings', () => {
    const [change] = plan([{ ...nguyenTrai, grade4: '1.061' }], { schools: [aSchool()] }).changes
    expect(change?.school.gradeSizes).to.deep.equal([{ grade: 4, enrolled: 1061 }])
    expect(change?.school.sizesAsOf).to.equal(today)
  })

  it('gives care facilities without a code one of ours, the same each time', () => {
    const rows = [
      { name: 'Mái ấm Hoa Sen', kind: 'CSBT', commune: 'Xã Tân Lập' },
      { name: 'Mái ấm Hoa Sen', kind: 'CSBT', commune: 'Xã Tân Hưng' },
    ]
    const first = plan(rows)
    const schools = first.changes.map(({ school }) => school)
    expect(schools.map(({ code }) => code)).to.deep.equal(['CSBT-0001', 'CSBT-0002'])
    expect(result(rows, { schools, areas: first.areasNew }).same).to.equal(2)
    const third = { name: 'Mái ấm Khác', kind: 'CSBT' }
    expect(plan([third], { schools }).changes[0]?.school.code).to.equal('CSBT-0003')
  })
})

describe('a row', () => {
  it('is refused with its row, the header as it stands, a code and a sentence', () => {
    expect(result([{ code: '72000412', kind: 'TH' }]).refused).to.deep.equal([
      { row: 2, column: 'Tên\ntrường', code: 'name-missing', message: 'Thiếu tên trường.' },
    ])
  })

  for (const [cells, column, code] of [
    [{ code: ' ' }, 'code', 'code-missing'],
    [{ code: '7200 0412' }, 'code', 'code-malformed'],
    [{ code: '123456789012345678901' }, 'code', 'code-malformed'],
    [{ name: '\u200b' }, 'name', 'name-missing'],
    [{ name: '\u202e\u2066' }, 'name', 'name-missing'],
    [{ name: 'x'.repeat(201) }, 'name', 'text-too-long'],
    [{ kind: '' }, 'kind', 'kind-missing'],
    [{ kind: 'THCSS' }, 'kind', 'kind-unknown'],
    [{ ownership: 'tập thể' }, 'ownership', 'ownership-unknown'],
    [{ status: 'xong' }, 'status', 'status-unknown'],
    [{ grade4: -1 }, 'grade4', 'number-malformed'],
    [{ grade4: 1.5 }, 'grade4', 'number-malformed'],
    [{ grade4: 'ba mươi' }, 'grade4', 'number-malformed'],
    [{ pupilCount: 1e9 }, 'pupilCount', 'number-malformed'],
    [{ grade6: 30 }, 'grade6', 'grade-not-taught'],
    [{ classes: '4A' }, 'classes', 'classes-malformed'],
    [{ classes: '4A (31), 4A (30)' }, 'classes', 'classes-malformed'],
    [{ classes: '6A (31)' }, 'classes', 'grade-not-taught'],
    [{ contactEmail: 'hieu truong' }, 'contactEmail', 'email-malformed'],
    [{ commune: '#REF!' }, 'commune', 'cell-broken'],
  ] as const) {
    it(`with ${JSON.stringify(cells).slice(0, 40)} is refused: ${code}`, () => {
      expect(codes([{ ...nguyenTrai, ...cells }])).to.deep.equal([[2, column, code]])
    })
  }

  it('tells everything that is wrong with it', () => {
    expect(codes([{ ...nguyenTrai, kind: 'X', status: 'xong' }])).to.have.length(2)
  })

  it('with the code of a row above is refused, even where that one is', () => {
    const rows = [{ ...nguyenTrai, kind: 'X' }, nguyenTrai]
    expect(codes(rows)).to.deep.equal([
      [2, 'kind', 'kind-unknown'],
      [3, 'code', 'code-repeated'],
    ])
  })

  it('that is refused still mentions its school', () => {
    const schools = [aSchool()]
    expect(result([{ ...nguyenTrai, kind: 'X' }], { schools }).vanished).to.equal(0)
  })

  it('may say zero under grades that the school does not have', () => {
    expect(codes([{ ...nguyenTrai, grade4: 30, grade6: 0 }])).to.deep.equal([])
  })

  it('lists classes with their sizes', () => {
    const [change] = plan([{ ...nguyenTrai, classes: '4A (31), 4B (29)' }]).changes
    expect(change?.school.classes).to.deep.equal(aSchool().classes)
  })
})

describe('rows that mean no school', () => {
  const names = (rows: readonly Cells[]) => plan(rows).changes.map(({ school }) => school.name)
  const school = { code: '1', name: 'Trường A', kind: 'TH' }

  for (const [what, cells] of [
    ['a header again', { code: 'MÃ TRƯỜNG', name: 'Tên trường', kind: 'Cấp học' }],
    ['the numbers of the columns', { code: '(2)', name: '(3)', kind: '(4)' }],
    ['a title between groups', { code: 'I. Xã Tân Lập' }],
    ['a sum without a word', { grade4: 800 }],
  ] as const) {
    it(`are left out: ${what}`, () => {
      const { read, refused } = plan([cells, school])
      expect([read, refused]).to.deep.equal([1, []])
    })
  }

  it('are left out: totals and signatures with the names below', () => {
    const list = {
      headers: HEADERS,
      rows: [
        { row: 2, cells: school },
        { row: 3, cells: { name: 'Tổng cộng', grade4: 30 }, footnote: 'total' as const },
        { row: 5, cells: { name: 'Người lập' }, footnote: 'signature' as const },
        { row: 9, cells: { name: 'Nguyễn Văn A' } },
        { row: 10, cells: { ...school, code: '2' } },
      ],
    }
    const { read, refused } = planImport(list, { schools: [], areas: [] }, today)
    expect([read, refused]).to.deep.equal([2, []])
  })

  it('do not take a school for a total because of its name', () => {
    expect(names([{ code: '1', name: 'Cộng Hòa', kind: 'TH' }])).to.deep.equal(['Cộng Hòa'])
  })
})

describe('the areas of a list', () => {
  const tayNinh = anArea({ kind: 'province', name: 'Tỉnh Tây Ninh' })
  const tanLap = anArea({ parentId: tayNinh.id })

  it('are known by name, whatever its letters, type and case', () => {
    for (const commune of ['xã tân lập', 'X. Tân Lập', 'Tân  Lập', 'XÃ TÂN LẬP'.normalize('NFD')]) {
      const { areasNew, changes } = plan([{ ...nguyenTrai, commune }], { areas: [tanLap] })
      expect([areasNew, changes[0]?.school.communeId], commune).to.deep.equal([[], tanLap.id])
    }
  })

  it('are made once and stand in the only province', () => {
    const rows = ['1', '2'].map((code) => ({ ...nguyenTrai, code, commune: 'p. Tân An' }))
    const { areasNew } = plan(rows, { areas: [tayNinh] })
    expect(areasNew.map(({ name, kind, parentId }) => [name, kind, parentId])).to.deep.equal([
      ['Phường Tân An', 'commune', tayNinh.id],
    ])
  })

  it('get their province from the list where it names one', () => {
    const row = { ...nguyenTrai, commune: 'Xã Tân Lập', province: 'Tây Ninh' }
    const made = plan([row]).areasNew
    expect(made.map(({ name }) => name)).to.deep.equal(['Tây Ninh', 'Xã Tân Lập'])
    expect(made[1]?.parentId).to.equal(made[0]?.id)
    const placed = plan([row], { areas: [tayNinh, anArea()] }).areasPlaced
    expect(placed).to.deep.equal([{ ...anArea(), parentId: tayNinh.id, revision: 2 }])
  })

  it('are in doubt where a name without its type fits two', () => {
    const areas = [tanLap, anArea({ name: 'Phường Tân Lập' })]
    expect(codes([{ ...nguyenTrai, commune: 'Tân Lập' }], { areas })).to.deep.equal([
      [2, 'commune', 'area-ambiguous'],
    ])
    expect(codes([{ ...nguyenTrai, commune: 'Phường Tân Lập' }], { areas })).to.deep.equal([])
  })

  it('are not made for a row that is refused', () => {
    expect(plan([{ ...nguyenTrai, kind: 'X', commune: 'Xã Mới' }]).areasNew).to.deep.equal([])
  })

  it('direct schools: a commune by its committee, else a department', () => {
    const rows = [
      { ...nguyenTrai, managedBy: 'UBND xã Tân Lập' },
      { ...nguyenTrai, code: '2', managedBy: 'Sở GD&ĐT Tây Ninh' },
    ]
    const { changes, areasNew } = plan(rows, { areas: [tanLap] })
    expect(changes[0]?.school.managedById).to.equal(tanLap.id)
    expect(areasNew.map(({ kind, name }) => [kind, name])).to.deep.equal([
      ['department', 'Sở GD&ĐT Tây Ninh'],
    ])
  })
})

describe('any list', () => {
  const cell = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 12 }),
    fc.integer(),
    fc.constantFrom('1', '2', 'TH', 'CSBT', 'Tổng', 'Người lập', '#N/A', 'Xã A', '4A (3)'),
  )
  const row = fc.record(Object.fromEntries(Object.keys(HEADERS).map((column) => [column, cell])), {
    requiredKeys: [],
  })

  it('is counted whole, takes each code once, and is the same when it comes again', () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 12 }), (rows) => {
        const first = plan(rows)
        const refusedRows = new Set(first.refused.map((one) => one.row)).size
        expect(first.read).to.equal(first.changes.length + first.sameCount + refusedRows)
        const ids = first.changes.map(({ school }) => school.id)
        expect(new Set(ids).size).to.equal(ids.length)
        expect(first.changes.every(({ school }) => school.id === schoolIdOf(school.code))).to.equal(
          true,
        )
        const schools = first.changes.map(({ school }) => school)
        expect(plan(rows, { schools, areas: first.areasNew }).changes).to.deep.equal([])
      }),
    )
  })
})
