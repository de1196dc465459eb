import type { Ownership, SchoolStatus } from '../school.ts'
import { SCHOOL_KINDS, type SchoolKind, type Stage, STAGES, stagesOfKind } from '../stage.ts'
import { foldText, nameKey } from '../text-keys.ts'

export interface KindAndStages {
  readonly kind: SchoolKind
  readonly stages: readonly Stage[]
}

const STAGE_WORDS: Readonly<Record<Stage, readonly string[]>> = {
  th: ['th', 'tiểu học', 'cấp 1', 'cấp i'],
  thcs: ['thcs', 'trung học cơ sở', 'cấp 2', 'cấp ii'],
  thpt: ['thpt', 'trung học phổ thông', 'cấp 3', 'cấp iii'],
  care: [],
}

/** Kinds that a word names by itself; their stages may be named besides (`PTDTNT THCS`). */
const KIND_WORDS: readonly (readonly [SchoolKind, readonly string[]])[] = [
  ['PTDTNT', ['ptdtnt', 'phổ thông dân tộc nội trú', 'dân tộc nội trú', 'dtnt']],
  ['PTDTBT', ['ptdtbt', 'phổ thông dân tộc bán trú', 'dân tộc bán trú', 'dtbt']],
  ['CB', ['cb', 'chuyên biệt', 'trường chuyên biệt', 'giáo dục chuyên biệt', 'khuyết tật']],
  [
    'GDTX',
    [
      ...['gdtx', 'gdnn-gdtx', 'ttgdtx', 'ttgdnn-gdtx', 'gdnn - gdtx', 'giáo dục thường xuyên'],
      ...['trung tâm gdtx', 'trung tâm gdnn-gdtx', 'trung tâm giáo dục thường xuyên'],
    ],
  ],
  [
    'CSBT',
    [
      ...['csbt', 'cơ sở bảo trợ', 'cơ sở bảo trợ xã hội', 'cơ sở trợ giúp xã hội'],
      ...['cơ sở nuôi dưỡng trẻ em', 'cơ sở bảo vệ, nuôi dưỡng trẻ em', 'mái ấm', 'bảo trợ xã hội'],
    ],
  ],
  ['MN', ['mn', 'mầm non', 'mẫu giáo', 'mg', 'nhà trẻ', 'mầm non, mẫu giáo']],
  ['KHAC', ['khac', 'khác']],
]

const KIND_OF_WORD = new Map(
  KIND_WORDS.flatMap(([kind, words]) => words.map((word): [string, SchoolKind] => [word, kind])),
)
const STAGE_OF_WORD = new Map(
  STAGES.flatMap((stage) => STAGE_WORDS[stage].map((word): [string, Stage] => [word, stage])),
)
const LONGEST_FIRST = (left: string, right: string) => right.length - left.length
const KIND_PREFIXES = [...KIND_OF_WORD.keys()].sort(LONGEST_FIRST)

/** `TH`, `Tiểu học`, `TH&THCS`, `Tiểu học - THCS`, `PTDTNT THCS&THPT`, `Mầm non` …; undefined for no kind we know. */
export function parseKind(text: string): KindAndStages | undefined {
  const folded = foldText(text).replace(/^trường\s+/, '')
  const named = KIND_PREFIXES.find((word) => folded === word || folded.startsWith(`${word} `))
  const kind = named && KIND_OF_WORD.get(named)
  if (!kind || !named) return kindOfStages(parseStages(folded))
  const rest = folded.slice(named.length).trim()
  if (rest === '') return { kind, stages: stagesOfKind(kind) }
  const stages = parseStages(rest)
  return stages && mayVary(kind) ? { kind, stages } : undefined
}

/** Stages of these kinds differ from school to school. */
function mayVary(kind: SchoolKind): boolean {
  return ['PTDTNT', 'PTDTBT', 'CB', 'KHAC'].includes(kind)
}

function parseStages(folded: string): readonly Stage[] | undefined {
  const words = folded.split(/\s*(?:&|,|\+|;|\/|-|–|và)\s*/)
  const found = words.map((word) => STAGE_OF_WORD.get(bareStageWord(word)))
  return found.includes(undefined) ? undefined : STAGES.filter((stage) => found.includes(stage))
}

/** `cấp 2` and, after `cấp 1 -`, plain `2`. */
function bareStageWord(word: string): string {
  return /^(?:[123]|i{1,3})$/.test(word) ? `cấp ${word}` : word
}

function kindOfStages(stages: readonly Stage[] | undefined): KindAndStages | undefined {
  const kind = SCHOOL_KINDS.find((one) => isSame(stagesOfKind(one), stages) && !mayVary(one))
  return kind && stages && stages.length > 0 ? { kind, stages } : undefined
}

function isSame(left: readonly Stage[], right: readonly Stage[] | undefined): boolean {
  return left.join() === right?.join()
}

/** What parseKind reads back. */
export function writeKind({ kind, stages }: KindAndStages): string {
  const words = stages.map((stage) => stage.toUpperCase()).join('&')
  return mayVary(kind) && words !== '' ? `${kind} ${words}` : kind
}

/** The first word is the one that our own lists use. */
const STATUS_WORDS: Readonly<Record<SchoolStatus, readonly string[]>> = {
  active: ['Đang hoạt động', 'hoạt động', 'bình thường'],
  paused: ['Tạm dừng', 'tạm ngừng', 'tạm dừng hoạt động', 'tạm ngừng hoạt động', 'đình chỉ'],
  merged: ['Sáp nhập', 'đã sáp nhập'],
  dissolved: ['Giải thể', 'đã giải thể', 'ngừng hoạt động'],
}

const OWNERSHIP_WORDS: Readonly<Record<Ownership, readonly string[]>> = {
  public: ['Công lập', 'cl'],
  'people-founded': ['Dân lập', 'dl'],
  private: ['Tư thục', 'tt', 'ngoài công lập', 'ncl'],
}

export const statusWords = wordsOf(STATUS_WORDS)
export const ownershipWords = wordsOf(OWNERSHIP_WORDS)

export interface Words<Value extends string> {
  read(text: string): Value | undefined
  write(value: Value): string
}

function wordsOf<Value extends string>(
  table: Readonly<Record<Value, readonly string[]>>,
): Words<Value> {
  const values = Object.keys(table) as Value[]
  const byWord = new Map(
    values.flatMap((value) => table[value].map((word): [string, Value] => [nameKey(word), value])),
  )
  return {
    read: (text) => byWord.get(nameKey(text)),
    write: (value) => table[value][0] ?? value,
  }
}
