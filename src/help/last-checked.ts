import { ConflictError } from '../errors/index.ts'
import { addDays, type Day, startOf } from '../runtime/index.ts'
import type { Texts } from '../web/index.ts'
import type { HelpBook } from './help-book.ts'
import type { HelpRecord } from './help-record.ts'

// Numbers and rooms change with the school year.
const GOOD_FOR_DAYS = 365

/** A plain form with one button: what stands there still holds. */
export interface CheckView {
  readonly text: string
  readonly action: string
  readonly id: string
  readonly revision: number
}

/** Nothing while somebody has looked at it within the year. */
export function checkView(
  { id, name, revision, checkedOn }: HelpRecord,
  { action, today }: { readonly action: string; readonly today: Day },
  { t, date }: Texts,
): CheckView | undefined {
  if (checkedOn !== undefined && addDays(checkedOn, GOOD_FOR_DAYS) > today) return undefined
  const text =
    checkedOn === undefined
      ? t('contacts.check.never', { name })
      : t('contacts.check.due', { name, day: date(startOf(checkedOn)) })
  return { text, action, id, revision }
}

export interface Confirmed {
  readonly find: () => HelpRecord | undefined
  /** Revision that the person saw. */
  readonly seen: number
  readonly today: Day
}

/**
 * Pressed twice, it is written once.
 * @throws ConflictError('help-record-changed') where the person saw another record than there is
 */
export async function confirm(
  book: Pick<HelpBook, 'save' | 'reload'>,
  { find, seen, today }: Confirmed,
): Promise<void> {
  const isDone = () => find()?.checkedOn === today
  if (isDone()) return
  const record = find()
  if (record?.revision !== seen) throw new ConflictError('help-record-changed')
  try {
    await book.save({ ...record, checkedOn: today, revision: seen + 1 })
  } catch (error) {
    if (!(error instanceof ConflictError)) throw error
    await book.reload()
    if (!isDone()) throw error
  }
}
