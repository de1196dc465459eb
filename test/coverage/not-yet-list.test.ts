import { expect } from 'chai'

import type { Filters } from '../../src/coverage/filters.ts'
import type { CoverageRow } from '../../src/coverage/index.ts'
import { notYetList, notYetStatuses } from '../../src/coverage/not-yet-list.ts'
import type { Day } from '../../src/runtime/index.ts'
import { createTexts } from '../../src/web/index.ts'
import { MORNING } from '../support/a-clock.ts'
import { aRow } from '../support/a-coverage-row.ts'
import { anObligation, aPeriod } from '../support/a-period.ts'
import { aSchool } from '../support/a-school.ts'

const NAMES: Readonly<Record<string, string>> = { a: 'Xã Bến Lức', b: 'Xã An Lục Long' }

function unmet(
  code: string,
  communeId: string | undefined,
  kind: 'TH' | 'TH&THCS' = 'TH',
): CoverageRow {
  const obligation = anObligation({}, aSchool({ code, kind, name: `Trường ${code}` }))
  const { communeId: _none, ...row } = aRow({ obligation, ...(kind === 'TH' && { sessions: [] }) })
  return { ...row, ...(communeId !== undefined && { communeId }) }
}

function listOf(rows: readonly CoverageRow[], filters: Filters = {}, due = '2026-11-30') {
  return notYetList(
    {
      period: aPeriod({ due: due as Day }),
      filters,
      rows,
      areaName: (id) => (id === undefined ? undefined : NAMES[id]),
      now: new Date(MORNING),
    },
    createTexts(),
  )
}

describe('the list of schools not yet met', () => {
  it('is a text with period, count, moment and due day, by commune', () => {
    expect(listOf([unmet('1', 'a'), unmet('2', 'b'), unmet('3', 'a')])).to.equal(
      [
        'Học kỳ I 2026–2027: 3 đơn vị chưa đạt, tính đến 07:15 ngày 23/11/2026 (hạn 30/11/2026)',
        '',
        'Xã An Lục Long (1 đơn vị)',
        '- Trường 2 (2): TH chưa có kế hoạch',
        '',
        'Xã Bến Lức (2 đơn vị)',
        '- Trường 1 (1): TH chưa có kế hoạch',
        '- Trường 3 (3): TH chưa có kế hoạch',
        '',
      ].join('\n'),
    )
  })

  it('says of a school just the stages that are left', () => {
    expect(listOf([unmet('1', 'a', 'TH&THCS')])).to.contain('- Trường 1 (1): THCS chưa có kế hoạch')
  })

  it('says what it was narrowed to, and that the due day has passed', () => {
    const text = listOf(
      [unmet('1', 'a')],
      { area: 'a', stage: 'th', status: 'no-plan' },
      '2026-11-20',
    )
    expect(text).to.contain('Đã qua hạn.\nChỉ gồm: Xã Bến Lức · Tiểu học · Chưa có kế hoạch\n')
  })

  it('keeps schools of no known commune under a heading of their own', () => {
    expect(listOf([unmet('1', undefined)])).to.contain('Chưa rõ xã, phường (1 đơn vị)')
  })

  it('is a heading alone where all are met', () => {
    expect(listOf([])).to.match(/^Học kỳ I 2026–2027: 0 đơn vị chưa đạt.*\n$/)
  })

  it('never asks for what is settled', () => {
    expect(notYetStatuses({ status: 'met' })).to.deep.equal([])
    expect(notYetStatuses({ status: 'overdue' })).to.deep.equal(['overdue'])
    expect(notYetStatuses({})).not.to.include.members(['met'])
  })
})
