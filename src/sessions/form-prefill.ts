import { dayOf } from '../runtime/index.ts'
import type { School } from '../schools/index.ts'
import type { Texts } from '../web/index.ts'
import { type FormFields, freshFields } from './form-fields.ts'
import { isClass } from './form-lines.ts'
import type { FormLine } from './known-lines.ts'
import { minutesOf, mostHandsOf, type Run } from './present/run.ts'
import { isSkimmed } from './present/skimmed.ts'
import type { Evidence, SessionForm } from './session.ts'
import type { Kept } from './session-form.ts'

interface Known {
  readonly school?: School | undefined
  /** How many learners the LMS counts in the course. */
  readonly courseSize?: number | undefined
}

/** What a run knows of its buổi; every number in it was counted or stands in a list of the school or its LMS. */
export function fieldsOfRun(
  run: Run,
  { school, courseSize }: Known,
  texts: Pick<Texts, 'date'>,
): FormFields {
  const fresh = freshFields(dayOf(run.startedAt), school, texts)
  return {
    ...fresh,
    minutes: String(minutesOf(run)),
    form: formOfRun(run),
    presenter: 'school',
    module: run.moduleId,
    lines: withHands(fresh.lines, run, courseSize),
  }
}

/** What the form does not show: when it began, which version, and its log as evidence. */
export function keptOfRun(run: Run, packCode?: string): Kept {
  const { startedAt, moduleId, version } = run
  return {
    heldOn: dayOf(startedAt),
    startedAt,
    modules: [{ id: moduleId, version }],
    evidence: [packCode === undefined ? logOf(run) : { kind: 'offline-pack', code: packCode }],
  }
}

function logOf(run: Run): Evidence {
  return { kind: 'run-log', runId: run.id, ...(isSkimmed(run) && { isSkimmed: true }) }
}

/** A guess that stands in the form to be looked at, not a fact. */
function formOfRun({ audience }: Run): SessionForm {
  if (audience === 'parents') return 'parents'
  return audience === 'staff' ? 'training' : 'class-hour'
}

/** Hands are of a class that nobody named: only where one class is of the module's grades is there no doubt. */
function withHands(
  lines: readonly FormLine[],
  run: Run,
  courseSize: number | undefined,
): readonly FormLine[] {
  const classes = lines.filter((line) => isClass(line) && run.grades.includes(line.grade ?? 0))
  const [only, ...others] = classes
  if (!only || others.length > 0) return lines
  const present = presentOf(only, mostHandsOf(run))
  const isOffered = only.isSizeAsked === true && courseSize !== undefined
  const enrolled = isOffered ? String(courseSize) : only.enrolled
  const filled = { ...only, enrolled, present, isTicked: true }
  return lines.map((line) => (line === only ? filled : line))
}

/** Without a count somebody has to type it. */
function presentOf({ enrolled, isSizeAsked }: FormLine, hands: number): string {
  if (hands === 0) return ''
  return String(isSizeAsked ? hands : Math.min(hands, Number(enrolled)))
}
