import type { PageModel, Texts } from '../web/index.ts'
import { paths } from './paths.ts'
import { enrolledOf } from './school.ts'
import type { FoundSchool, SchoolPage } from './school-search.ts'

export interface ListPage extends PageModel {
  readonly styles: readonly string[]
  readonly listUrl: string
  readonly text: string
  /** The area that the list is held to, so that a search stays in it. */
  readonly area?: string
  readonly rows: readonly SchoolRow[]
  readonly empty?: string
  readonly note?: string
  readonly nextUrl?: string
  /** Only for those who may import. */
  readonly importUrl?: string
  readonly exportUrl?: string
}

export interface SchoolRow {
  readonly url: string
  readonly code: string
  readonly name: string
  readonly commune: string
  readonly kind: string
  readonly pupils: string
  readonly status: string
}

export interface AskedList {
  readonly text: string
  readonly area?: string | undefined
  readonly page: SchoolPage
  readonly hasSchools: boolean
  readonly mayImport: boolean
  readonly note?: string | undefined
}

export function listPage(asked: AskedList, texts: Texts): ListPage {
  const { text, area, page, mayImport, note } = asked
  const { next } = page
  return {
    title: texts.t('schools.list.title'),
    mood: 'dense',
    styles: ['schools.css'],
    listUrl: paths.list,
    text,
    ...(area && { area }),
    rows: page.found.map((found) => toSchoolRow(found, texts)),
    ...(page.found.length === 0 && { empty: emptyText(asked, texts) }),
    ...(note && { note }),
    ...(next !== undefined && { nextUrl: nextUrl({ text, area, next }) }),
    ...(mayImport && { importUrl: paths.import, exportUrl: paths.export }),
  }
}

export function toSchoolRow({ school, commune }: FoundSchool, texts: Texts): SchoolRow {
  const enrolled = enrolledOf(school)
  return {
    url: paths.school(school.code),
    code: school.code,
    name: school.name,
    commune: commune ?? '',
    kind: texts.t(`schools.kinds.${school.kind}`),
    pupils: enrolled > 0 ? texts.number(enrolled) : '',
    // What is so of nearly all is not worth a column of words.
    status: school.status === 'active' ? '' : texts.t(`schools.statuses.${school.status}`),
  }
}

function emptyText({ text, hasSchools }: AskedList, texts: Texts): string {
  return hasSchools ? texts.t('schools.list.notFound', { text }) : texts.t('schools.list.empty')
}

interface Next {
  readonly text: string
  readonly area: string | undefined
  readonly next: string
}

function nextUrl({ text, area, next }: Next): string {
  const query = new URLSearchParams({
    ...(text && { q: text }),
    ...(area && { area }),
    after: next,
  })
  return `${paths.list}?${query.toString()}`
}
