import { AppError } from '../errors/index.ts'

/** One thing wrong with a content file, told to its author in one English sentence. */
export interface Problem {
  readonly file: string
  readonly line?: number
  readonly message: string
}

/** Tells one file's problems; knows which file that is. */
export type Report = (message: string, line?: number) => void

export function formatProblem({ file, line, message }: Problem): string {
  return `${file}${line === undefined ? '' : `:${line}`}: ${message}`
}

/** Content that cannot be taught from. Carries every problem, so that an author mends them in one go. */
export class ContentError extends AppError {
  override readonly name = 'ContentError'
  readonly status = 500
  readonly problems: readonly Problem[]

  constructor(problems: readonly Problem[]) {
    super('content-broken', { count: problems.length }, problems.map(formatProblem).join('\n'))
    this.problems = problems
  }
}
