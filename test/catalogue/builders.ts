import type { Problem, Report } from '../../src/catalogue/content-error.ts'
import type { Module, Question, Step } from '../../src/catalogue/index.ts'
import type { LoadedModule, ModuleFiles } from '../../src/catalogue/module-parser.ts'
import { parseModule } from '../../src/catalogue/module-parser.ts'

export const SORT_BLOCK = `\`\`\`sort
id: hai-ro
prompt: Bỏ vào rổ
baskets:
  - { id: dung, text: Dừng }
  - { id: yen, text: Yên tâm }
items:
  - { id: qua, text: Quà to, basket: dung, why: Quà to thì dừng }
  - { id: giuc, text: Giục gấp, basket: dung, why: Giục thì dừng }
  - { id: me, text: Mẹ ngồi cạnh, basket: yen, why: Có mẹ thì yên tâm }
\`\`\``

export const SPOT_BLOCK = `\`\`\`spot
id: soi-tin
prompt: Tìm dấu hiệu
from: Số lạ
parts:
  - { id: chao, text: Chào em, why: Ai cũng chào được }
  - { id: qua, text: Tặng em xe mới, sign: true, why: Món quà quá quý }
  - { id: giuc, text: Nhanh lên, sign: true, why: Giục để em khỏi nghĩ }
\`\`\``

export const ORDER_BLOCK = `\`\`\`order
id: ba-buoc
prompt: Làm gì trước?
items:
  - { id: dung, text: Dừng tay, why: Tay dừng trước }
  - { id: tat, text: Tắt máy, why: Mắt được nghỉ rồi }
  - { id: ke, text: Kể mẹ nghe, why: Kể xong là nhẹ lòng }
\`\`\``

export const PLEDGE_BLOCK = `\`\`\`pledge
id: hua
prompt: Em hứa điều gì?
promises:
  - { id: hoi, text: Em hỏi đã., how: Nhớ tên một người }
  - { id: ke, text: Em kể ngay., how: Chọn giờ ăn tối }
\`\`\``

export const SCENARIO_BLOCK = `\`\`\`scenario
id: chuyen
start: dau
nodes:
  - id: dau
    text: Có tin nhắn lạ.
    choices:
      - { to: hoi, text: Hỏi mẹ }
      - { to: bam, text: Bấm vào }
      - { to: xoa, text: Xoá đi }
  - { id: hoi, ending: safe, text: Mẹ cùng em gọi cho cô và cả lớp được an toàn. }
  - { id: bam, ending: harmed, text: Em nói với mẹ ngay và hai mẹ con đổi mật khẩu. }
  - { id: xoa, ending: risky, text: Em không sao nhưng các bạn chưa được ai báo tin. }
\`\`\``

export function aQuestion(overrides: Partial<Question> = {}): Question {
  return {
    id: 'q1',
    kind: 'one',
    prompt: 'Em làm gì?',
    options: [
      { id: 'a', text: 'Bấm ngay', feedback: 'Bấm là mắc bẫy.' },
      { id: 'b', text: 'Hỏi đã', feedback: 'Hỏi là chắc nhất.' },
      { id: 'c', text: 'Gửi bạn', feedback: 'Bạn cũng mắc theo.' },
    ],
    correct: ['b'],
    ...overrides,
  }
}

/** Six questions that no rule minds. */
export function goodQuestions(): readonly Question[] {
  return ['a', 'b', 'c', 'a', 'b', 'c'].map((right, index) => ({
    ...aQuestion({ id: `q${index + 1}`, correct: [right] }),
    options: ['a', 'b', 'c'].map((id) => ({
      id,
      text: `Lựa chọn ${id}`,
      feedback: `Vì sao ${id} ở câu ${index + 1}.`,
    })),
  }))
}

export const HEAD = {
  id: 'B5',
  version: '1',
  title: { vi: 'Quà lạ', en: 'Strange gifts' },
  audience: 'th2',
  grades: [4, 5],
  minutes: 25,
  nls: ['4.2.CB2'],
  strands: ['copyright'],
  sensitive: false,
  objectives: ['Nhận ra bẫy'],
  objectivesEn: ['Spot a trap.'],
  passMark: 0.8,
  sources: [{ text: 'Tổng đài 111 miễn phí' }],
  resources: [],
}

const TIME_TABLE = `### Một tiết 35 phút (bài học 25 phút)

| Bước | Phút | Việc |
| --- | --- | --- |
| Mở đầu | 5 | Chào lớp |
| 1. Soi | 9 | Giơ tay |
| 2. Chuyện | 9 | Giơ thẻ |
| 3. Báo | 2 | Đọc to |
| Câu hỏi | 5 | Giơ thẻ |
| Nối tiếp | 5 | Vẽ |
`

const TEACHER_NOTES = ['Mục tiêu', 'Thời gian', 'Nên nói', 'Nên tránh', 'Khi có em kể', 'Đáp án']
  .map((heading) => `## ${heading}\n\n${heading === 'Thời gian' ? TIME_TABLE : 'Lời dặn.\n'}`)
  .join('\n')

export function stepText(body: string, front = 'title: Một bước\nkind: read'): string {
  return `---\n${front}\n---\n${body}\n`
}

type Texts = Readonly<Record<string, string | undefined>>

export interface FilesOverrides extends Partial<Omit<ModuleFiles, 'texts'>> {
  /** By path; `undefined` takes a file away. */
  readonly texts?: Texts
  readonly head?: object
  readonly questions?: unknown
}

/** A complete module that keeps every rule; a test breaks what it is about. */
export function moduleFiles({ texts, head, questions, ...rest }: FilesOverrides = {}): ModuleFiles {
  const good: Texts = {
    'module.json': JSON.stringify({ ...HEAD, ...head }, null, 2),
    'quiz.json': JSON.stringify({ questions: questions ?? goodQuestions() }, null, 2),
    'teacher.md': TEACHER_NOTES,
    'steps/01-soi.md': stepText(
      `${SPOT_BLOCK}\n\n---\n\n${SORT_BLOCK}`,
      'title: Soi\nkind: activity\nminutes: 9',
    ),
    'steps/02-chuyen.md': stepText(SCENARIO_BLOCK, 'title: Chuyện\nkind: scenario\nminutes: 9'),
    'steps/03-bao.md': stepText('Em gọi 111.', 'title: Báo\nkind: summary\nminutes: 2'),
    ...texts,
  }
  const given = Object.entries(good).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  )
  return {
    folder: 'content/B5/1',
    id: 'B5',
    version: '1',
    texts: new Map(given),
    media: new Map(),
    ...rest,
  }
}

export function aModule(overrides: Partial<Module> = {}): Module {
  const { loaded, problems } = parseModule(moduleFiles())
  if (!loaded) throw new Error(`the builder's own module is broken: ${JSON.stringify(problems)}`)
  return { ...loaded.module, ...overrides }
}

export function aLoadedModule(module: Module): LoadedModule {
  return { folder: `content/${module.id}/${module.version}`, module, media: new Map() }
}

export function aStep(overrides: Partial<Step> = {}): Step {
  const pages = [{ blocks: [{ type: 'text' as const, html: '<p>Em đọc.</p>' }] }]
  return { slug: 'doc', title: 'Đọc', kind: 'read', pages, ...overrides }
}

export interface Collected {
  readonly report: Report
  readonly lines: readonly string[]
}

/** Keeps what is reported as `line: message`. */
export function collectReports(): Collected {
  const lines: string[] = []
  return { lines, report: (message, line) => lines.push(`${line ?? '-'}: ${message}`) }
}

export function messages(problems: readonly Problem[]): readonly string[] {
  return problems.map(({ file, message }) => `${file}: ${message}`)
}
