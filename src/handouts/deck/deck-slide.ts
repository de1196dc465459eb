/** A stretch of text in one style. */
export interface Run {
  readonly text: string
  readonly bold?: boolean
  readonly italic?: boolean
  /** A sign of a trap in a drawn message. */
  readonly lit?: boolean
}

export interface Paragraph {
  readonly runs: readonly Run[]
  /** What stands before it: `•`, `2.`, `B.`, `✓`. */
  readonly mark?: string
  /** The key of the slide that a press leads to. */
  readonly goesTo?: string
}

/** `teacher` is hidden in the show; `ask` waits for hands, `answer` is what comes after. */
export type Look = 'title' | 'plain' | 'ask' | 'answer' | 'phone' | 'teacher'

/** One slide of the file. */
export interface DeckSlide {
  /** What other slides lead to it by. */
  readonly keys?: readonly string[]
  readonly look: Look
  readonly heading: string
  readonly paragraphs: readonly Paragraph[]
  readonly picture?: { readonly file: string; readonly alt: string }
  /** Of a story: only a press on a choice leads on. */
  readonly staysOnClick?: boolean
  /** Lines for the teacher alone. */
  readonly notes: readonly string[]
}

export function plain(text: string): Paragraph {
  return { runs: [{ text }] }
}

export function bold(text: string): Paragraph {
  return { runs: [{ text, bold: true }] }
}

export function marked(mark: string, text: string, style: Omit<Run, 'text'> = {}): Paragraph {
  return { mark, runs: [{ text, ...style }] }
}
