import { type Day, startOf } from '../runtime/index.ts'
import type { School } from '../schools/index.ts'
import type { Texts } from '../web/index.ts'
import type { SessionState } from './attestation.ts'
import { first, freshLines, linesOfContent, readLines } from './form-lines.ts'
import type { FormLine } from './known-lines.ts'
import type { Evidence, SessionContent } from './session.ts'

export const TEXT_FIELDS = [
  'heldOn',
  'minutes',
  'form',
  'presenter',
  'module',
  'topic',
  'evidence',
  'adults',
] as const
export type TextField = (typeof TEXT_FIELDS)[number]

/** What stands in the form, word for word. */
export interface FormFields extends Readonly<Record<TextField, string>> {
  readonly lines: readonly FormLine[]
}

type Dates = Pick<Texts, 'date'>

/** Without a day: a plan, whose day somebody has still to say. */
export function freshFields(
  day: Day | undefined,
  school: School | undefined,
  texts: Dates,
): FormFields {
  return {
    heldOn: day === undefined ? '' : texts.date(startOf(day)),
    minutes: '',
    form: '',
    presenter: '',
    module: '',
    topic: '',
    evidence: '',
    adults: '',
    lines: freshLines(school),
  }
}

type Recorded = SessionContent & { readonly state: SessionState }

/** Of a plan nobody was counted yet, so its zeros are no numbers. */
export function fieldsOfContent(
  content: Recorded,
  school: School | undefined,
  texts: Dates,
): FormFields {
  const { minutes, adultCount, audience, state } = content
  const lines = linesOfContent(audience, school)
  return {
    heldOn: texts.date(startOf(content.heldOn)),
    minutes: minutes === 0 ? '' : String(minutes),
    form: content.form,
    presenter: content.presenter,
    module: content.modules[0]?.id ?? '',
    topic: content.topics.join('; '),
    evidence: textOfEvidence(content.evidence.find(isTyped)),
    adults: adultCount === undefined ? '' : String(adultCount),
    lines: state === 'planned' ? lines.map(uncounted) : lines,
  }
}

/** Whatever was sent: never throws, loses no text. */
export function readFields(body: unknown, school: School | undefined): FormFields {
  return {
    heldOn: first(body, 'heldOn'),
    minutes: first(body, 'minutes'),
    form: first(body, 'form'),
    presenter: first(body, 'presenter'),
    module: first(body, 'module'),
    topic: first(body, 'topic'),
    evidence: first(body, 'evidence'),
    adults: first(body, 'adults'),
    lines: readLines(body, school),
  }
}

type Typed = Extract<Evidence, { readonly kind: 'link' | 'paper' }>

/** A log, of a projector or an offline pack, speaks for itself; everything else a person wrote. */
export function isTyped(evidence: Evidence): evidence is Typed {
  return evidence.kind === 'link' || evidence.kind === 'paper'
}

function uncounted(line: FormLine): FormLine {
  return { ...line, present: '', enrolled: line.enrolled === '0' ? '' : line.enrolled }
}

function textOfEvidence(evidence: Typed | undefined): string {
  if (!evidence) return ''
  return evidence.kind === 'link' ? evidence.url : evidence.note
}
