import type { Module } from '../catalogue/index.ts'
import { PRESENTERS, SESSION_FORMS, slidesOf, WHOLE_SCHOOL } from '../sessions/index.ts'
import { NO_HELP_NEAR, type PageModel, type Texts } from '../web/index.ts'
import { factsOf } from './module-facts.ts'
import { footOf, type PrintSize, sizeThatFits } from './one-page.ts'
import { paths } from './paths.ts'
import type { Printed } from './sheet-page.ts'

export interface PaperFormPage extends PageModel {
  readonly moduleId: string
  readonly size: PrintSize
  readonly facts: string
  readonly forms: readonly string[]
  readonly presenters: readonly string[]
  readonly wholeSchool: string
  /** Rows for classes, to be written in. */
  readonly rows: readonly number[]
  /** Every question that hands go up for, in the order of the slides. */
  readonly polls: readonly {
    readonly label: string
    readonly prompt: string
    readonly letters: readonly string[]
    /** What the class should have chosen; a question of opinion has nothing. */
    readonly right: string
  }[]
  /** All that any of them has. */
  readonly letters: readonly string[]
  /** Where what stands on the paper is typed in. */
  readonly address: string
  readonly backUrl: string
}

const ROWS = 6

export function paperFormPage(
  { module, publicUrl, helpNear = NO_HELP_NEAR }: Printed,
  texts: Texts,
): PaperFormPage {
  const { t } = texts
  const polls = pollsOf(module, texts)
  return {
    title: module.title.vi,
    layout: 'paper',
    styles: ['handouts.css'],
    moduleId: module.id,
    size: sizeThatFits(
      [
        ...polls.map(({ prompt }) => ({ letters: prompt.length, width: PROMPT })),
        ...footOf(helpNear),
      ],
      ROOM,
      LARGEST,
    ),
    facts: factsOf(module, texts),
    forms: SESSION_FORMS.map((form) => t(`sessions.forms.${form}`)),
    presenters: PRESENTERS.map((presenter) => t(`sessions.presenters.${presenter}`)),
    wholeSchool: WHOLE_SCHOOL,
    rows: Array.from({ length: ROWS }, (_, index) => index + 1),
    polls,
    letters: [...new Set(polls.flatMap(({ letters }) => letters))].toSorted(),
    address: publicUrl + paths.enter,
    backUrl: paths.module(module),
  }
}

// Millimetres: the column of the prompts, and what the other parts of the page leave for them.
const PROMPT = 88
const ROOM = 84
const LARGEST = '9'

function pollsOf(module: Module, { t }: Texts): PaperFormPage['polls'] {
  let polls = 0
  return slidesOf(module).flatMap((slide) => {
    if (!('ballot' in slide)) return []
    const { prompt, rows, reveals } = slide.ballot
    const rights = reveals.filter(({ mark }) => mark !== undefined)
    const letterOf = (id: string) => rows.find((row) => row.id === id)?.letter ?? ''
    const number = slide.kind === 'question' ? slide.number : (polls += 1)
    return {
      label: t(slide.kind === 'question' ? 'present.question' : 'handouts.form.poll', { number }),
      prompt,
      letters: rows.map(({ letter }) => letter),
      right: rights
        .map(({ row }) => letterOf(row))
        .join(slide.ballot.ask === 'order' ? ' → ' : ', '),
    }
  })
}
