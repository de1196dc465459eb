import type { Problem } from '../content-error.ts'
import type { Block, Module, Page, Step } from '../module.ts'
import type { LoadedModule } from '../module-parser.ts'
import { fileNameOfStep } from '../step-name.ts'

export interface Finding extends Omit<Problem, 'line'> {
  /** Words of the file, marked up or not, on whose line the problem is shown. */
  readonly at?: string
}

/** One demand on a module that can be read; files are named from the module's folder. */
export type Rule = (module: Module) => readonly Finding[]

/** A demand that shows only among all modules: for each of them, in turn, what is to be mended. */
export type CatalogueRule = (modules: readonly LoadedModule[]) => readonly (readonly Finding[])[]

export function fileOfStep(step: Step, index: number): string {
  return `steps/${fileNameOfStep(step, index)}.md`
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
