import type { Step } from './module.ts'

/** Steps are numbered without gaps, so the place of a step tells the name of its file: `02-soi-duong-lien-ket`. */
export function fileNameOfStep({ slug }: Pick<Step, 'slug'>, index: number): string {
  return `${String(index + 1).padStart(2, '0')}-${slug}`
}
