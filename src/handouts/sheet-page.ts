import {
  followUpsOf,
  type Module,
  nlsNameOf,
  plainText,
  type PlannedStep,
  type Question,
  type TeacherNotes,
  teacherNotesOf,
  type TeacherSection,
} from '../catalogue/index.ts'
import { type HelpNear, NO_HELP_NEAR, type PageModel, type Texts } from '../web/index.ts'
import { factsOf } from './module-facts.ts'
import { footOf, type PrintSize, sizeThatFits, type Stretch } from './one-page.ts'
import { paths } from './paths.ts'

export interface SheetPage extends PageModel {
  readonly moduleId: string
  /** Chosen so that it all stands on one A4 page. */
  readonly size: PrintSize
  readonly facts: string
  readonly version: string
  readonly nls: readonly { readonly code: string; readonly name: string }[]
  readonly objectives: readonly string[]
  readonly sensitive: boolean
  /** Of a sensitive module: what has to be ready, ahead of all else. */
  readonly before?: TeacherSection
  readonly plan: readonly PlannedStep[]
  /** Trusted HTML of the module, like the two below. */
  readonly say: string
  readonly avoid: string
  readonly told: TeacherSection
  readonly questions: readonly { readonly prompt: string; readonly right: string }[]
  /** Trusted HTML. */
  readonly followUps: readonly string[]
  readonly address: string
  readonly backUrl: string
}

export interface Printed {
  readonly module: Module
  readonly publicUrl: string
  /** Stands in the foot. */
  readonly helpNear?: HelpNear | undefined
}

export function sheetPage(
  { module, publicUrl, helpNear = NO_HELP_NEAR }: Printed,
  texts: Texts,
): SheetPage {
  const notes = teacherNotesOf(module)
  const { before, plan, say, avoid, told } = notes
  const shown = {
    objectives: module.objectives,
    questions: module.questions.map((question) => ({
      prompt: question.prompt,
      right: rightOf(question),
    })),
    followUps: followUpsOf(module),
  }
  return {
    title: module.title.vi,
    layout: 'paper',
    styles: ['handouts.css'],
    moduleId: module.id,
    size: sizeThatFits([...stretchesOf(notes, module.sensitive, shown), ...footOf(helpNear)], ROOM),
    facts: factsOf(module, texts),
    version: texts.t('handouts.version', { id: module.id, version: module.version }),
    nls: module.nls.map((code) => ({ code, name: nlsNameOf(code) ?? '' })),
    sensitive: module.sensitive,
    ...(before && { before }),
    ...{ plan, say, avoid, told },
    ...shown,
    address: publicUrl + paths.module(module),
    backUrl: paths.module(module),
  }
}

function rightOf({ kind, options, correct }: Question): string {
  const texts = correct.flatMap((id) => options.filter((option) => option.id === id))
  return texts.map(({ text }) => text).join(kind === 'order' ? ' → ' : '; ')
}

// Millimetres. Two columns on a page of A4, less margins, title and foot.
const COLUMN = 92
const ROOM = 2 * 235
const WHAT = 58
/** Heads, with the space around them, count as lines of their own. */
const HEADS = 9
/** So does the frame of a box. */
const BOX = '—'.repeat(100)

type Shown = Pick<SheetPage, 'objectives' | 'questions' | 'followUps'>

function stretchesOf(notes: TeacherNotes, isSensitive: boolean, shown: Shown): readonly Stretch[] {
  const inColumn = [
    ...shown.objectives,
    ...[notes.say, notes.avoid, notes.told.html].flatMap(blocksOf),
    ...shown.questions.map(({ prompt, right }) => `${prompt} → ${right}`),
    ...shown.followUps.map(plainText),
    ...Array.from({ length: HEADS }, () => '—'.repeat(60)),
  ].map((text) => ({ letters: text.length, width: COLUMN - 6 }))
  const inTable = notes.plan.map(({ what }) => ({ letters: what.length + 8, width: WHAT }))
  // A box over both columns takes the height of both.
  const before = isSensitive ? [...blocksOf(notes.before?.html ?? BOX), BOX, BOX] : []
  return [
    ...inColumn,
    ...inTable,
    ...before.map((text) => ({ letters: text.length + 12, width: COLUMN - 6 })),
  ]
}

/** One stretch for each item or paragraph. */
function blocksOf(html: string): readonly string[] {
  return html
    .split(/<\/(?:li|p)>/)
    .map(plainText)
    .filter((text) => text !== '')
}
