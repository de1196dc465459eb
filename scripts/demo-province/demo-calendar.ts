import { schoolYearOf } from '../../src/learning/index.ts'
import type { Calendar, CalendarRange, Period, Programme } from '../../src/requirements/index.ts'
import { addDays, type Day, startOf } from '../../src/runtime/index.ts'
import { isWeekday } from './weekday.ts'

/** What the department of the demo has laid down; follows from the day on which the demo began. */
export interface DemoPlan {
  /** The day on which the demo began. */
  readonly today: Day
  readonly programme: Programme
  readonly calendar: Calendar
  /** Under way; its due day lies ahead. */
  readonly term: Period
  /** The one before: its due day has passed, and nobody has closed it yet. */
  readonly previous: Period
}

const DAYS_OF_TERM = 75
const DAYS_LEFT = 30
const DAYS_OF_PREVIOUS = 70
const DAYS_OF_GRACE = 10

const MONDAY = 1

const CALENDAR_ID = 'demo-nam-hoc'
const PROGRAMME: Programme = {
  id: 'demo-chuong-trinh',
  name: 'Chương trình bảo vệ trẻ em trên môi trường mạng',
  legalBasis:
    'Quyết định số 830/QĐ-TTg ngày 01/6/2021 của Thủ tướng Chính phủ; Kế hoạch của UBND tỉnh thực hiện Quyết định 830, ban hành ngày 20/6/2022. (Bản mẫu, sửa được: hãy thay bằng căn cứ đang có hiệu lực trước khi in.)',
  addressee: 'UBND tỉnh',
  from: '2021-06-01' as Day,
  revision: 1,
}

/** Whatever the day, a term stands in its eleventh week and another has just come due. */
export function demoPlan(today: Day): DemoPlan {
  const term = {
    from: addDays(today, -DAYS_OF_TERM),
    to: addDays(today, DAYS_LEFT),
    due: addDays(today, DAYS_LEFT),
  }
  const end = addDays(term.from, -1)
  const previous = {
    from: addDays(term.from, -DAYS_OF_PREVIOUS),
    to: end,
    due: addDays(end, DAYS_OF_GRACE),
  }
  const rules = { programmeId: PROGRAMME.id, calendarId: CALENDAR_ID }
  const base = { ...rules, state: 'planned', minSessions: 1, revision: 1 } as const
  return {
    today,
    programme: PROGRAMME,
    calendar: calendarOf(today, [term, previous]),
    term: { ...base, ...term, id: 'demo-ky-nay', name: nameOf(term), modules: ['B5'] },
    previous: { ...base, ...previous, id: 'demo-ky-truoc', name: nameOf(previous), modules: [] },
  }
}

/** The day of a demo that began earlier and was cut short: what is there and what is still to come must fit. */
export function beganOn(calendars: readonly Calendar[]): Day | undefined {
  const range = calendars.find(({ id }) => id === CALENDAR_ID)?.ranges[0]
  return range && addDays(range.from, DAYS_OF_TERM)
}

type Days = Omit<CalendarRange, 'name'>

function calendarOf(today: Day, periods: readonly Days[]): Calendar {
  const year = schoolYearOf(startOf(today))
  return {
    id: CALENDAR_ID,
    name: `Năm học ${year.replace('-', '–')} (demo)`,
    basis: 'Khung mặc định, cần Sở xác nhận; các kỳ demo được đặt theo ngày chạy thử.',
    isConfirmed: false,
    ranges: [
      ...periods.map(({ from, to }) => ({ name: nameOf({ from, to }), from, to })),
      ...halvesOf(Number(year.slice(0, 4))),
    ],
    revision: 1,
  }
}

/** 18 weeks from the first Monday after the fifth of September, then 20 with Tết and a week to spare (domain §2.5). */
function halvesOf(year: number): readonly CalendarRange[] {
  const first = mondayFrom(`${year}-09-05` as Day)
  const second = addDays(first, 18 * 7)
  return [
    { name: 'Học kỳ I', from: first, to: addDays(first, 18 * 7 - 2) },
    { name: 'Học kỳ II', from: second, to: addDays(second, 20 * 7 - 2) },
  ]
}

function mondayFrom(day: Day): Day {
  return isWeekday(day, MONDAY) ? day : mondayFrom(addDays(day, 1))
}

/** `Kỳ 9–12/2026 (demo)`, over New Year `Kỳ 11/2026–2/2027 (demo)`. */
function nameOf({ from, to }: Days): string {
  const [fromYear = '', fromMonth] = from.split('-')
  const [toYear = '', toMonth] = to.split('-')
  const start = fromYear === toYear ? Number(fromMonth) : `${Number(fromMonth)}/${fromYear}`
  return `Kỳ ${start}–${Number(toMonth)}/${toYear} (demo)`
}
