import type { CalendarRepository } from './calendar.ts'
import { createPeriodPick, type PeriodPick } from './period-pick.ts'
import { periodRoutes, type PeriodRoutesDeps } from './period-routes.ts'
import type { ProgrammeRepository } from './programme.ts'
import {
  createRequirementService,
  type RequirementService,
  type RequirementServiceDeps,
} from './requirement-service.ts'
import { createRuleBook, type RuleBook } from './rule-book.ts'

export interface RequirementsDeps
  extends
    Omit<RequirementServiceDeps, 'ruleBook' | 'modules'>,
    Omit<PeriodRoutesDeps, 'service' | 'ruleBook'> {
  readonly programmes: ProgrammeRepository
  readonly calendars: CalendarRepository
}

export interface Requirements {
  /** For `/periods`, after the visit and the form protection. */
  readonly router: ReturnType<typeof periodRoutes>
  readonly service: RequirementService
  readonly ruleBook: RuleBook
  /** What the department picked for the period that is open. */
  readonly findPick: () => Promise<PeriodPick | undefined>
}

export function createRequirements(deps: RequirementsDeps): Requirements {
  const ruleBook = createRuleBook(deps)
  const service = createRequirementService({ ...deps, ruleBook })
  const router = periodRoutes({ ...deps, service, ruleBook })
  return { service, ruleBook, router, findPick: createPeriodPick(deps) }
}
