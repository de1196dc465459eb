import {
  followUpsOf,
  type Module,
  type TeacherNotes,
  teacherNotesOf,
} from '../../catalogue/index.ts'
import { readersOf, type Slide } from '../../sessions/index.ts'
import type { HelpNear, Texts } from '../../web/index.ts'
import { linesOf } from './paragraphs.ts'

export interface Speaker {
  readonly module: Module
  readonly notes: TeacherNotes
  readonly texts: Texts
  /** Who helps at the teacher's school. */
  readonly helpNear: HelpNear
}

export function speakerOf(module: Module, texts: Texts, helpNear: HelpNear): Speaker {
  return { module, notes: teacherNotesOf(module), texts, helpNear }
}

/** `Ở trường em: Phòng tư vấn học đường, 0276 …`; nothing where nobody has said. */
export function counsellorLine({ helpNear: { counsellor }, module, texts }: Speaker) {
  if (!counsellor) return undefined
  const { name, call, about } = counsellor
  return lineOf(texts.to(readersOf(module))('help.nearSchool'), [
    name,
    call ? wholeNumber(call.number) : about,
  ])
}

/** PowerPoint breaks no line inside it. */
export function wholeNumber(number: string): string {
  return number.replaceAll(' ', '\u00a0')
}

/** One line for each place close to the school. */
function facilityLines({ helpNear, texts }: Speaker): readonly string[] {
  const word = texts.to('adults')('help.nearArea')
  return helpNear.facilities.map(({ name, call, address }) =>
    lineOf(word, [name, call.number, address]),
  )
}

function lineOf(word: string, parts: readonly (string | undefined)[]): string {
  return `${word} ${parts.filter(Boolean).join(', ')}`
}

/** What the teacher does in the step that a slide belongs to. */
export function stepLines(slide: Slide, { notes: { plan }, texts }: Speaker): readonly string[] {
  const isQuestion = slide.kind === 'question'
  const row = plan.find(({ step, title }) =>
    isQuestion ? title.startsWith(texts.t('handouts.deck.questions')) : step === slide.step,
  )
  const isStep = isQuestion || slide.step !== undefined
  if (!row || !isStep) return []
  const { title, minutes, what } = row
  return [texts.t('handouts.deck.stepNote', { title, minutes, what })]
}

/** Beside the title: everything to know before the first slide. */
export function openingLines({ module, notes, texts: { t } }: Speaker): readonly string[] {
  const section = (heading: string, lines: readonly string[]) => [
    '',
    heading.toUpperCase(),
    ...lines,
  ]
  const plan = notes.plan.map(({ title, minutes, what }) =>
    t('handouts.deck.stepNote', { title, minutes, what }),
  )
  return [
    t('handouts.deck.howTo'),
    ...section(t('handouts.sheet.aims'), module.objectives.map(dotted)),
    ...section(t('handouts.sheet.steps'), plan),
    ...section(t('handouts.sheet.say'), linesOf(notes.say)),
    ...section(t('handouts.sheet.avoid'), linesOf(notes.avoid)),
    ...section(notes.told.title, linesOf(notes.told.html)),
  ]
}

/** Beside the last slide. */
export function closingLines(speaker: Speaker): readonly string[] {
  const { module, texts, helpNear } = speaker
  const about = helpNear.counsellor?.about
  return [
    texts.t('handouts.deck.closing'),
    ...followUpsOf(module).flatMap(linesOf).map(dotted),
    ...(about ? [about] : []),
    ...facilityLines(speaker),
  ]
}

/** Why each option is right or wrong: for the teacher to answer whoever asks. */
export function whyLines(slide: Slide, { module, texts: { t } }: Speaker): readonly string[] {
  if (slide.kind !== 'question') return []
  const { options = [] } = module.questions[slide.number - 1] ?? {}
  const lines = slide.ballot.rows.map(({ id, letter, text }) => {
    const { feedback = '' } = options.find((option) => option.id === id) ?? {}
    return `${letter}. ${text}: ${feedback}`
  })
  return [t('handouts.deck.whys'), ...lines]
}

function dotted(text: string): string {
  return `• ${text}`
}
