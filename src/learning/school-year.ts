const TIME_ZONE = 'Asia/Ho_Chi_Minh'
const FIRST_MONTH = 8

const months = new Intl.DateTimeFormat('en-GB', {
  timeZone: TIME_ZONE,
  year: 'numeric',
  month: 'numeric',
})

/** `2026-2027` from August 2026 to July 2027, by the calendar of Việt Nam (domain §2.6). */
export function schoolYearOf(moment: Date): string {
  const parts = months.formatToParts(moment)
  const read = (type: 'year' | 'month') => Number(parts.find((part) => part.type === type)?.value)
  const start = read('month') >= FIRST_MONTH ? read('year') : read('year') - 1
  return `${start}-${start + 1}`
}
