import type { Texts } from '../../web/index.ts'
import type { FormFields } from '../form-fields.ts'
import { readersOf } from './readers.ts'
import { mostHandsOf, type Run } from './run.ts'

const CLOCK = new Intl.DateTimeFormat('vi-VN', {
  timeZone: 'Asia/Ho_Chi_Minh',
  hour: '2-digit',
  minute: '2-digit',
})

interface PrefillWords {
  readonly texts: Texts
  /** `packTimes`: told by an offline pack. */
  readonly source: 'times' | 'packTimes'
}

/** Whatever the form holds before anybody typed, said in words. */
export function prefillNote(
  run: Run,
  { lines }: Pick<FormFields, 'lines'>,
  { texts, source }: PrefillWords,
): string {
  const t = texts.to(readersOf(run))
  const { startedAt, lastSeenAt } = run
  const times = { from: CLOCK.format(startedAt), to: CLOCK.format(lastSeenAt) }
  const hands = mostHandsOf(run)
  const filled = lines.find(({ isTicked, present }) => isTicked && present !== '')
  const said = t(`present.prefilled.${source}`, times)
  if (hands === 0) return `${said} ${t('present.prefilled.nothing')}`
  if (!filled) return `${said} ${t('present.prefilled.hands', { hands })}`
  return `${said} ${t('present.prefilled.filled', { label: filled.label, hands })}`
}
