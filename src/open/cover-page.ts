import type { Module } from '../catalogue/index.ts'
import type { School } from '../schools/index.ts'
import type { PageModel } from '../web/index.ts'
import { paths } from './paths.ts'
import type { PublicTokenText } from './public-token.ts'

export interface OpenCoverPage extends PageModel {
  readonly minutes: number
  readonly sensitive: boolean
  readonly objectives: readonly string[]
  readonly startUrl: string
  /** Whose invitation the address is. */
  readonly schoolName?: string
}

export interface Invited {
  readonly school: Pick<School, 'name'> | undefined
  readonly token: PublicTokenText | undefined
}

export function openCoverPage(module: Module, { school, token }: Invited): OpenCoverPage {
  return {
    title: module.title.vi,
    readers: 'adults',
    minutes: module.minutes,
    sensitive: module.sensitive,
    objectives: module.objectives,
    startUrl: paths.start(module, token),
    ...(school && { schoolName: school.name }),
  }
}
