import { startOf } from '../runtime/index.ts'
import type { PageModel, Texts } from '../web/index.ts'
import type { Certificate } from './certificate.ts'
import { paths } from './paths.ts'

export interface CheckPage extends PageModel {
  readonly action: string
  readonly number: string
  /** Absent before the question. */
  readonly answer?: { readonly isMatch: boolean; readonly words: string }
}

export interface Checked {
  readonly number: string
  readonly found?: Certificate | undefined
  readonly moduleTitle?: string | undefined
  readonly schoolName?: string | undefined
}

export function checkPage(number: string, texts: Texts): CheckPage {
  return {
    title: texts.t('certificates.check.title'),
    readers: 'adults',
    styles: ['staff.css'],
    action: paths.check,
    number,
  }
}

/** The name that was asked about is not said again: the answer holds for what stands on the paper. */
export function checkedPage(checked: Checked, texts: Texts): CheckPage {
  return { ...checkPage(checked.number, texts), answer: answerOf(checked, texts) }
}

function answerOf({ found, moduleTitle = '', schoolName }: Checked, texts: Texts) {
  if (!found) return { isMatch: false, words: texts.t('certificates.check.noMatch') }
  const said = { module: moduleTitle, day: texts.date(startOf(found.issuedOn)) }
  const words = schoolName
    ? texts.t('certificates.check.matchAtSchool', { ...said, school: schoolName })
    : texts.t('certificates.check.match', said)
  return { isMatch: true, words }
}
