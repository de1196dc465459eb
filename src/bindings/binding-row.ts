import type { SchoolDirectory } from '../schools/index.ts'
import type { Texts } from '../web/index.ts'
import type { Binding } from './binding.ts'
import type { Resolution } from './resolve-school.ts'

export interface BindingRow {
  /** Names the record as it was seen. */
  readonly value: string
  readonly codeField: string
  readonly isChosen: boolean
  readonly platform: string
  readonly course: string
  readonly firstSeen: string
  readonly code: string
  /** The school that the code names. */
  readonly school: string
  readonly why: string
  readonly conflict?: string
  readonly problem?: string
}

/** What a person typed, and what was wrong with it. */
export interface TypedCode {
  readonly code: string
  readonly problem?: string
}

export interface Typed extends TypedCode {
  readonly isChosen: boolean
}

export interface PageTools {
  readonly resolve: (binding: Binding) => Resolution
  readonly platformName: (binding: Binding) => string
  readonly directory: Pick<SchoolDirectory, 'byId' | 'byCode' | 'areaById'>
  readonly texts: Texts
}

/** Names a record together with its revision, so that a form tells which state of it the person saw. */
function valueOf({ contextKey, revision }: Binding): string {
  return `${contextKey}.${revision}`
}

/** Begins the name of each row's field. */
export const CODE_FIELD = 'code.'

export function rowOf(binding: Binding, typed: Typed | undefined, tools: PageTools): BindingRow {
  const { texts, resolve, platformName, directory } = tools
  const { conflict } = resolve(binding)
  const offered = offeredCode(binding, tools)
  const { code = offered, isChosen = false, problem } = typed ?? {}
  return {
    value: valueOf(binding),
    codeField: `${CODE_FIELD}${binding.contextKey}`,
    isChosen,
    platform: platformName(binding),
    course: courseOf(binding, texts),
    firstSeen: texts.date(binding.firstSeenAt),
    code,
    school: schoolName(code, directory),
    why: conflict
      ? ''
      : [...heldBy(binding, code, tools), whyOf(binding, offered, tools)].join(' '),
    ...(conflict && { conflict: texts.t('bindings.conflict', { codes: conflict.join(', ') }) }),
    ...(problem && { problem }),
  }
}

/** The code of the school that has the course, or that the next sweep gives it, or else one to begin with. */
function offeredCode(binding: Binding, { directory, resolve }: PageTools): string {
  const resolution = resolve(binding)
  const { schoolId = resolution.schoolId } = binding
  return (schoolId ? directory.byId(schoolId)?.code : resolution.proposedCode) ?? ''
}

/** Who decided and when, or which word of the LMS. */
function whyOf(binding: Binding, code: string, { texts, directory, resolve }: PageTools): string {
  const decision = binding.decisions.at(-1)
  if (decision) {
    const { by, at } = decision
    return texts.t('bindings.why.assigned', { name: by.name, date: texts.date(at) })
  }
  const { source = resolve(binding).source } = binding
  if (source && source !== 'assigned') return texts.t(`bindings.why.${source}`)
  if (code === '') return texts.t('bindings.why.nothing')
  const unknown = directory.byCode(code) ? [] : [texts.t('bindings.problems.unknown')]
  return [texts.t('bindings.why.proposed'), ...unknown].join('. ')
}

/** The school that has the course, where something else was typed. */
function heldBy({ schoolId }: Binding, typed: string, { directory }: PageTools): readonly string[] {
  const code = schoolId && directory.byId(schoolId)?.code
  return code === undefined || code === typed ? [] : [code, schoolName(code, directory), '·']
}

function courseOf({ contextId, deploymentId }: Binding, texts: Texts): string {
  return contextId
    ? texts.t('bindings.course', { id: contextId })
    : texts.t('bindings.deployment', { id: deploymentId })
}

/** Names repeat: the commune tells schools apart. */
export function schoolName(code: string, directory: PageTools['directory']): string {
  const school = directory.byCode(code)
  const commune = school?.communeId && directory.areaById(school.communeId)?.name
  return [school?.name, commune].filter(Boolean).join(' · ')
}
