import type { PeriodsPage } from './periods-page.ts'
import type { RulesPage } from './rules-page.ts'

/** Pages of this feature, name → model. */
export interface PeriodPages {
  readonly 'requirements/periods': PeriodsPage
  readonly 'requirements/rules': RulesPage
}
