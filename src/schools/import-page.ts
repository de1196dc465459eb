import { type Day, startOf } from '../runtime/index.ts'
import type { PageModel, Texts } from '../web/index.ts'
import { paths } from './paths.ts'
import type { SchoolImport } from './school-import.ts'

type Problem = ReturnType<Texts['ofError']>

export interface ImportPage extends PageModel {
  readonly styles: readonly string[]
  readonly listUrl: string
  readonly importUrl: string
  readonly templateUrl: string
  readonly day: string
  /** Why the file that was chosen is no list. */
  readonly problem?: Problem
  readonly undo?: { readonly url: string; readonly lead: string }
}

export interface AskedImport {
  readonly day: Day | string
  readonly last: SchoolImport | undefined
  readonly problem?: Problem | undefined
}

export function importPage({ day, last, problem }: AskedImport, texts: Texts): ImportPage {
  const date = last?.state === 'applied' ? texts.date(last.at) : undefined
  return {
    title: texts.t('schools.import.title'),
    styles: ['schools.css'],
    listUrl: paths.list,
    importUrl: paths.import,
    templateUrl: paths.export,
    day,
    ...(problem && { problem }),
    ...(date !== undefined && {
      undo: { url: paths.undoImport, lead: texts.t('schools.import.undoLead', { date }) },
    }),
  }
}

/** `07/09/2026`, as people write a day. */
export function writtenDay(day: Day, texts: Texts): string {
  return texts.date(startOf(day))
}
