import type { Calendar, Programme } from '../../src/requirements/index.ts'
import type { Day } from '../../src/runtime/index.ts'

export function aProgramme(overrides: Partial<Programme> = {}): Programme {
  return {
    id: 'qd-830',
    name: 'Bảo vệ trẻ em trên môi trường mạng',
    legalBasis: 'Kế hoạch thực hiện Quyết định số 830/QĐ-TTg',
    addressee: 'UBND tỉnh',
    from: '2021-06-01' as Day,
    to: '2025-12-31' as Day,
    revision: 1,
    ...overrides,
  }
}

export function aCalendar(overrides: Partial<Calendar> = {}): Calendar {
  return {
    id: '2026-2027',
    name: 'Năm học 2026–2027',
    basis: '',
    isConfirmed: false,
    ranges: [
      { name: 'Học kỳ I', from: '2026-09-07' as Day, to: '2027-01-09' as Day },
      { name: 'Học kỳ II', from: '2027-01-11' as Day, to: '2027-05-29' as Day },
    ],
    revision: 1,
    ...overrides,
  }
}
