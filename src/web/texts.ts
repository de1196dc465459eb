import { readFileSync } from 'node:fs'
import path from 'node:path'

import { createInstance } from 'i18next'

import type vi from '../../views/locales/vi.json'
import { viewsFolder } from './views-folder.ts'

type KeysOf<Tree> = {
  [Key in keyof Tree & string]: Tree[Key] extends string ? Key : `${Key}.${KeysOf<Tree[Key]>}`
}[keyof Tree & string]

/** Who reads: a text that speaks to a child ("em") may have another for grown-ups, beside it as `<key>_adult`. */
export type Readers = 'children' | 'adults'

/** Vietnamese is the source: a key that vi.json does not have is a compile error. */
export type TextKey = KeysOf<typeof vi>
export type TextParams = Readonly<Record<string, string | number>>
export type Locale = 'vi' | 'en'

export interface ErrorText {
  readonly title: string
  readonly body: string
}

export interface Texts {
  readonly locale: Locale
  t(key: TextKey, params?: TextParams): string
  /** The same text as it is said to these readers. */
  to(readers: Readers): Texts['t']
  /** What happened and what to do; a code without a text of its own reads as an internal error. */
  ofError(code: string, params?: TextParams): ErrorText
  date(date: Date): string
  number(value: number): string
}

const INTL_LOCALES: Readonly<Record<Locale, string>> = { vi: 'vi-VN', en: 'en-GB' }
const TIME_ZONE = 'Asia/Ho_Chi_Minh'

export function createTexts(locale: Locale = 'vi'): Texts {
  const i18n = createInstance()
  void i18n.init({
    lng: locale,
    fallbackLng: false,
    initAsync: false,
    resources: { [locale]: { translation: readLocale(locale) } },
    interpolation: { escapeValue: false },
  })
  const plain = new Map<TextKey, string>()
  const days = new Intl.DateTimeFormat(INTL_LOCALES[locale], {
    timeZone: TIME_ZONE,
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
  })
  const numbers = new Intl.NumberFormat(INTL_LOCALES[locale])
  const toAdults: Texts['t'] = (key, params) => i18n.t(key, { ...params, context: 'adult' })
  // Most texts are the same each time, and a page asks for dozens.
  const toChildren: Texts['t'] = (key, params) => {
    if (params) return i18n.t(key, params)
    const known = plain.get(key) ?? i18n.t(key)
    plain.set(key, known)
    return known
  }
  return {
    locale,
    t: toChildren,
    to: (readers) => (readers === 'adults' ? toAdults : toChildren),
    ofError(code, params = {}) {
      const known = i18n.exists(`errors.${code}.title`) ? code : 'internal'
      return {
        title: i18n.t(`errors.${known}.title`, params),
        body: i18n.t(`errors.${known}.body`, params),
      }
    },
    date: (date) => days.format(date),
    number: (value) => numbers.format(value),
  }
}

function readLocale(locale: Locale): Readonly<Record<string, unknown>> {
  const file = path.join(viewsFolder, 'locales', `${locale}.json`)
  return JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>
}
