import type { SchoolDirectory, SchoolId } from '../schools/index.ts'
import { type ContextKey, listField, textField, type Texts } from '../web/index.ts'
import { CODE_FIELD, schoolName, type Typed } from './binding-row.ts'
import { createSchoolFinder, type Finding } from './school-finder.ts'

/** One chosen row of the form. */
export interface Choice {
  readonly contextKey: ContextKey
  /** Of the record that the person saw. */
  readonly revision: number
  /** Undefined where what was typed names no school. */
  readonly schoolId: SchoolId | undefined
}

export interface AssignForm {
  readonly choices: readonly Choice[]
  /** Whatever stood in the rows, chosen or not: nothing typed is lost. */
  readonly typed: ReadonlyMap<ContextKey, Typed>
  /** For the chosen rows that name no school of their own. */
  readonly all: Named
}

export interface Named {
  /** As it was typed, or the code of the only school that it can mean. */
  readonly code: string
  readonly problem?: string
  readonly schoolId?: SchoolId
}

interface FormTools {
  readonly directory: Pick<SchoolDirectory, 'all' | 'byCode' | 'byId' | 'areaById'>
  readonly texts: Texts
}

const LONGEST_TEXT = 100
const VALUE = /^([A-Za-z0-9_-]{43})\.(\d{1,9})$/

/** The rows that were ticked, each with its own school or, where it names none, the one given for all. */
export function parseAssignForm(body: unknown, tools: FormTools): AssignForm {
  const find = createSchoolFinder(tools.directory)
  const name = (text: string) => nameSchool(text, find(text), tools)
  const codes = new Map(typedCodes(body))
  const forAll = textField(body, 'all', LONGEST_TEXT) ?? ''
  const all: Named = forAll === '' ? { code: '' } : name(forAll)
  const rows = chosenRows(body).map((row) => {
    const code = codes.get(row.contextKey) ?? ''
    const isForAll = code.trim() === '' && forAll !== ''
    return { ...row, isForAll, own: isForAll ? { code } : name(code) }
  })
  const typed = new Map<ContextKey, Typed>()
  for (const [contextKey, code] of codes) typed.set(contextKey, { code, isChosen: false })
  for (const { contextKey, own } of rows) typed.set(contextKey, { ...own, isChosen: true })
  return {
    all: rows.some(({ isForAll }) => isForAll) ? all : { code: forAll },
    typed,
    choices: rows.map(({ isForAll, own, ...row }) => {
      const { schoolId }: Named = isForAll ? all : own
      return { ...row, schoolId }
    }),
  }
}

function chosenRows(body: unknown): readonly Omit<Choice, 'schoolId'>[] {
  return listField(body, 'context').flatMap((value) => {
    const [, key, revision] = VALUE.exec(value) ?? []
    return key === undefined ? [] : [{ contextKey: key as ContextKey, revision: Number(revision) }]
  })
}

function typedCodes(body: unknown): readonly (readonly [ContextKey, string])[] {
  const names = typeof body === 'object' && body !== null ? Object.keys(body) : []
  return names
    .filter((name) => name.startsWith(CODE_FIELD))
    .map((name) => [
      name.slice(CODE_FIELD.length) as ContextKey,
      textField(body, name, LONGEST_TEXT) ?? '',
    ])
}

function nameSchool(code: string, finding: Finding, { directory, texts }: FormTools): Named {
  if (code.trim() === '') return { code, problem: texts.t('bindings.problems.missing') }
  const { found, candidates } = finding
  if (found) return { code: found.code, schoolId: found.id }
  const [first, ...more] = candidates.map(({ school }) => school.code)
  if (first === undefined) return { code, problem: texts.t('bindings.problems.unknown') }
  const schools = [first, ...more].map((one) => `${one} ${schoolName(one, directory)}`)
  // The only school that it can mean stands in the field: one more press takes it.
  const isOnly = more.length === 0
  const problem = texts.t(isOnly ? 'bindings.problems.only' : 'bindings.problems.several', {
    schools: schools.join('; '),
  })
  return { code: isOnly ? first : code, problem }
}
