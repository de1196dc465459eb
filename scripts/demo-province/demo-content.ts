import type { Day } from '../../src/runtime/index.ts'
import { enrolledOf, gradesOfStage, type School, type Stage } from '../../src/schools/index.ts'
import {
  type AudienceLine,
  type Evidence,
  runIdOf,
  type SessionContent,
} from '../../src/sessions/index.ts'
import { drawn, type Random } from './random.ts'

export interface Occasion {
  readonly school: School
  readonly stage: Stage
  readonly heldOn: Day
  /** Nobody has come yet. */
  readonly isPlan: boolean
}

type Kind = 'yard' | 'grade' | 'class'

const KINDS: readonly (readonly [Kind, number])[] = [
  ['yard', 55],
  ['grade', 20],
  ['class', 25],
]

const FORMS = {
  yard: ['flag-ceremony', 'flag-ceremony', 'extra-curricular', 'broadcast'],
  grade: ['extra-curricular', 'activity', 'contest', 'lesson'],
  class: ['class-hour', 'class-hour', 'lesson', 'activity'],
} as const

const PRESENTERS = {
  yard: ['police', 'police', 'school', 'youth-union'],
  grade: ['school', 'police', 'youth-union', 'health'],
  class: ['school', 'school', 'school', 'youth-union'],
} as const

const TOPICS = [
  'Không nói thông tin riêng cho người lạ',
  'Lừa đảo trên mạng',
  'Bắt nạt trên mạng',
  'Thời gian dùng điện thoại',
  'Tin giả, tin xấu',
] as const

/** What a school may have reported of one buổi for pupils of one stage. */
export function demoContent(occasion: Occasion, random: Random): SessionContent {
  const { stage, heldOn, isPlan } = occasion
  const kind = stage === 'care' ? 'yard' : drawn(KINDS, random)
  const audience = linesOf(kind, occasion, random).map((line) => ({
    ...line,
    present: presentOf(line, random),
  }))
  const content = {
    heldOn,
    minutes: random.between(4, 9) * 5,
    form: stage === 'care' ? 'activity' : random.pick(FORMS[kind]),
    presenter: random.pick(PRESENTERS[kind]),
    audience,
    ...(kind === 'yard' && { otherStages: [stage] }),
    ...taughtIn(kind, occasion, random),
  }
  return isPlan ? asPlan(content) : content
}

function asPlan(content: SessionContent): SessionContent {
  const audience = content.audience.map((line) => ({ ...line, present: 0 }))
  return { ...content, minutes: 0, audience, evidence: [] }
}

/** Only primary classes have a module to show yet. */
function taughtIn(kind: Kind, occasion: Occasion, random: Random) {
  const isModule = kind === 'class' && occasion.stage === 'th'
  const topic = random.pick(TOPICS)
  return {
    modules: isModule ? [{ id: 'B5', version: '1' }] : [],
    topics: isModule ? [] : [topic],
    evidence: evidenceOf(occasion, isModule, random),
  }
}

type Line = Omit<AudienceLine, 'present'>

const MOST_CLASSES = 3

function linesOf(kind: Kind, occasion: Occasion, random: Random): readonly Line[] {
  const { school, stage } = occasion
  if (kind === 'yard') return [{ ...wholeOf(school, stage), grade: 0 }]
  const taught = stage === 'th' && kind === 'class' ? [4, 5] : gradesOfStage(stage)
  if (kind === 'class') {
    const classes = school.classes.filter(({ grade }) => taught.includes(grade))
    return random.shuffle(classes).slice(0, random.between(1, MOST_CLASSES))
  }
  const sizes = school.gradeSizes.filter(({ grade }) => taught.includes(grade))
  return random
    .shuffle(sizes)
    .slice(0, random.between(1, 2))
    .map(({ grade, enrolled }) => ({ label: `Khối ${grade}`, grade, enrolled }))
}

/** Of a school of several stages those of one come together: the others meet on another day. */
function wholeOf(school: School, stage: Stage) {
  if (stage === 'care') return { label: 'Trẻ của cơ sở', enrolled: enrolledOf(school) }
  const { stages, gradeSizes } = school
  const grades = gradesOfStage(stage)
  const enrolled = gradeSizes
    .filter(({ grade }) => grades.includes(grade))
    .reduce((sum, size) => sum + size.enrolled, 0)
  return { label: stages.length === 1 ? 'Toàn trường' : STAGE_LABELS[stage], enrolled }
}

const STAGE_LABELS = { th: 'Cấp tiểu học', thcs: 'Cấp THCS', thpt: 'Cấp THPT' } as const

/** Somebody is always away. */
function presentOf({ enrolled }: Line, random: Random): number {
  return Math.max(1, Math.floor(enrolled * (0.9 + random.next() * 0.1)))
}

/** A lesson that the projector ran has its log; of the rest some have a page, some a paper and some nothing. */
function evidenceOf(
  { school: { code }, stage, heldOn }: Occasion,
  isModule: boolean,
  random: Random,
): readonly Evidence[] {
  const log: Evidence = { kind: 'run-log', runId: runIdOf(`demo ${code} ${heldOn}`) }
  const link: Evidence = { kind: 'link', url: `https://${code.toLowerCase()}.example/${heldOn}` }
  const note = `Biên bản số ${random.between(1, 60)}/BB, lưu tại văn phòng`
  const paper: Evidence = { kind: 'paper', note }
  if (isModule && random.next() < 0.8) return [log]
  const others = stage === 'care' ? [[paper], []] : [[paper], [paper], [link], [paper, link], []]
  return others[random.between(0, others.length - 1)] ?? []
}
