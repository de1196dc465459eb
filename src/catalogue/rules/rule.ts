import type { Problem } from '../content-error.ts'
import type { Block, Module, Page, Step } from '../module.ts'

/** One demand on a module that can be read; files are named from the module's folder. */
export type Rule = (module: Module) => readonly Problem[]

/** Steps are numbered without gaps, so the place of a step tells the name of its file. */
export function fileOfStep({ slug }: Step, index: number): string {
  return `steps/${String(index + 1).padStart(2, '0')}-${slug}.md`
}

export interface PlacedPage {
  readonly file: string
  readonly number: number
  readonly page: Page
}

export function pagesOf({ steps }: Module): readonly PlacedPage[] {
  return steps.flatMap((step, index) =>
    step.pages.map((page, at) => ({ file: fileOfStep(step, index), number: at + 1, page })),
  )
}

export interface PlacedBlock {
  readonly file: string
  readonly block: Block
}

export function blocksOf(module: Module): readonly PlacedBlock[] {
  return pagesOf(module).flatMap(({ file, page }) => page.blocks.map((block) => ({ file, block })))
}
