import type { Catalogue, Module, ModuleId, Question, Step } from '../../src/catalogue/index.ts'
import { NotFoundError } from '../../src/errors/index.ts'

export function aStep(overrides: Partial<Step> = {}): Step {
  return {
    slug: 'doc',
    title: 'Cái bẫy trông thế nào?',
    kind: 'read',
    pages: [{ blocks: [{ type: 'text', html: '<p>Bẫy nào cũng có mồi.</p>' }] }],
    ...overrides,
  }
}

export function aQuestion(overrides: Partial<Question> = {}): Question {
  return {
    id: 'q1',
    kind: 'one',
    prompt: 'Số cần nhớ là số nào?',
    options: [
      { id: 'a', text: '111', feedback: 'Đúng, 111 gọi miễn phí.' },
      { id: 'b', text: '999', feedback: 'Số này không có ở Việt Nam.' },
      { id: 'c', text: '123', feedback: 'Đây chỉ là ba số đếm.' },
    ],
    correct: ['a'],
    ...overrides,
  }
}

/** Two steps and five questions, of which four must be right. */
export function aModule(overrides: Partial<Module> = {}): Module {
  return {
    id: 'B5' as ModuleId,
    version: '1',
    title: { vi: 'Quà lạ, đường liên kết lạ' },
    audience: 'th2',
    grades: [4, 5],
    minutes: 25,
    nls: ['4.2.CB2'],
    strands: ['privacy-security'],
    sensitive: false,
    objectives: ['Kể được bốn dấu hiệu của cái bẫy.'],
    passMark: 0.8,
    sources: [],
    resources: [],
    steps: [aStep(), aStep({ slug: 'nho', title: 'Điều cần nhớ', kind: 'summary' })],
    questions: ['q1', 'q2', 'q3', 'q4', 'q5'].map((id) => aQuestion({ id })),
    teacherNotes: '<p>Ghi chú cho cô.</p>',
    ...overrides,
  }
}

export function aCatalogue(...modules: readonly Module[]): Catalogue {
  const find = (id: string) => modules.find((module) => module.id === id)
  const get = (id: string): Module => {
    const module = find(id)
    if (!module) throw new NotFoundError('module-not-found', { id })
    return module
  }
  const versionsOf = (id: string) => modules.filter((module) => module.id === id)
  return { list: () => modules, find, get, versionsOf, getVersion: get, findMedia: () => undefined }
}
