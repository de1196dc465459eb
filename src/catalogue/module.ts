import type { Brand } from '../runtime/index.ts'

/** Permanent id of a module, as it stands in URLs and folders: `B5`. */
export type ModuleId = Brand<'ModuleId'>

export type Audience = 'th1' | 'th2' | 'thcs' | 'thpt' | 'parents' | 'staff'

export interface Source {
  readonly text: string
  readonly url?: string
}

/** One published version of a module, complete and validated (docs/content-format.md). */
export interface Module {
  readonly id: ModuleId
  readonly version: string
  readonly title: { readonly vi: string; readonly en?: string }
  readonly audience: Audience
  /** Grades 1–12; empty for adults. */
  readonly grades: readonly number[]
  readonly minutes: number
  readonly nls: readonly string[]
  readonly strands: readonly string[]
  readonly sensitive: boolean
  readonly objectives: readonly string[]
  /** The same in English, one for one. */
  readonly objectivesEn?: readonly string[]
  /** Share of questions that must be right, 0–1. */
  readonly passMark: number
  readonly sources: readonly Source[]
  readonly resources: readonly Source[]
  readonly steps: readonly Step[]
  readonly questions: readonly Question[]
  /** Trusted HTML of teacher.md. */
  readonly teacherNotes: string
  /** Where its pages and drawings stand while an editor looks at it; absent for a module of the catalogue. */
  readonly at?: string
}

export type StepKind = 'read' | 'activity' | 'scenario' | 'poll' | 'summary'

export interface Step {
  /** File name without number and ending: `02-soi-duong-lien-ket.md` → `soi-duong-lien-ket`. */
  readonly slug: string
  readonly title: string
  readonly kind: StepKind
  /** How long it takes before a class; the checker asks for it, a folder of one's own may leave it out. */
  readonly minutes?: number
  readonly pages: readonly Page[]
}

/** What one screen (or one slide) shows, top to bottom. */
export interface Page {
  readonly blocks: readonly Block[]
  /** A recorded voice that reads it: a file below the module's `media/`. */
  readonly recording?: string
}

export type Block =
  | TextBlock
  | PictureBlock
  | PhoneBlock
  | SortBlock
  | OrderBlock
  | SpotBlock
  | ScenarioBlock
  | PollBlock
  | PledgeBlock

/** Trusted HTML made from the Markdown subset. */
export interface TextBlock {
  readonly type: 'text'
  readonly html: string
}

/** A drawing that we ship: a file of the module's `media/`. */
export interface PictureBlock {
  readonly type: 'picture'
  readonly file: string
  readonly alt: string
}

/** A message drawn as on a phone, to look at. `mark` words are highlighted. */
export interface PhoneBlock {
  readonly type: 'phone'
  readonly from: string
  readonly alt: string
  readonly bubbles: readonly (readonly PhonePart[])[]
}

export interface PhonePart {
  readonly text: string
  readonly mark: boolean
}

/** Put each item into the basket where it belongs. */
export interface SortBlock {
  readonly type: 'sort'
  readonly id: string
  readonly prompt: string
  readonly baskets: readonly { readonly id: string; readonly text: string }[]
  readonly items: readonly {
    readonly id: string
    readonly text: string
    readonly basket: string
    readonly why: string
  }[]
}

/** Put what is to be done one after the other into its order. */
export interface OrderBlock {
  readonly type: 'order'
  readonly id: string
  readonly prompt: string
  /** In the right order; shown mixed. */
  readonly items: readonly { readonly id: string; readonly text: string; readonly why: string }[]
}

/** Find the warning signs: tick every part of a drawn message that is one. */
export interface SpotBlock {
  readonly type: 'spot'
  readonly id: string
  readonly prompt: string
  readonly from: string
  readonly parts: readonly {
    readonly id: string
    readonly text: string
    readonly sign: boolean
    readonly why: string
  }[]
}

export interface ScenarioNode {
  readonly id: string
  readonly html: string
  /** Empty at an ending. */
  readonly choices: readonly { readonly to: string; readonly text: string }[]
  /** How an ending turned out; only endings have it. */
  readonly ending?: 'safe' | 'risky' | 'harmed'
}

/** A choose-your-path story. */
export interface ScenarioBlock {
  readonly type: 'scenario'
  readonly id: string
  readonly start: string
  readonly nodes: readonly ScenarioNode[]
}

/** Hands up for A/B/C/D; before a class counted by the teacher, alone a thing to think about. */
export interface PollBlock {
  readonly type: 'poll'
  readonly id: string
  readonly prompt: string
  readonly options: readonly { readonly id: string; readonly text: string; readonly say: string }[]
}

/** Promises to choose from, or to read out together. Nobody is asked to write, and nothing is kept. */
export interface PledgeBlock {
  readonly type: 'pledge'
  readonly id: string
  readonly prompt: string
  readonly promises: readonly {
    readonly id: string
    readonly text: string
    /** What makes it easy to keep. */
    readonly how: string
  }[]
}

export type QuestionKind = 'one' | 'many' | 'order' | 'truefalse'

export interface Option {
  readonly id: string
  readonly text: string
  /** Why this option is right or wrong, to the learner. */
  readonly feedback: string
}

export interface Question {
  readonly id: string
  readonly kind: QuestionKind
  readonly prompt: string
  readonly options: readonly Option[]
  /** Ids of the right options; for `order`, all ids in the right order. */
  readonly correct: readonly string[]
}
