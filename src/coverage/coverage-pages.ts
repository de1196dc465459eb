import type { DepartmentPage } from './department-page.ts'
import type { NoPeriodPage } from './no-period-page.ts'
import type { SchoolPage } from './school-page.ts'

/** Pages of this feature, name → model. */
export interface CoveragePages {
  readonly 'coverage/department': DepartmentPage
  readonly 'coverage/school': SchoolPage
  readonly 'coverage/no-period': NoPeriodPage
}
