/**
 * What each stage of each school owes, and by when: programmes, calendars, periods, the obligated set frozen when one opens, exemptions, and
 * the seven statuses. Does not belong here: which sessions were held (sessions/), counting them (coverage/).
 */
export type { Calendar, CalendarRange, CalendarRepository } from './calendar.ts'
export { parseCalendar } from './calendar.ts'
export type {
  LateChange,
  LateChangeKind,
  Obligation,
  ObligationRepository,
  SchoolSnapshot,
} from './obligation.ts'
export { obligationOf } from './obligation.ts'
export { periodPaths } from './paths.ts'
export type {
  ModuleChange,
  Period,
  PeriodDraft,
  PeriodField,
  PeriodProblem,
  PeriodRepository,
  PeriodState,
} from './period.ts'
export { parsePeriod, toPeriod } from './period.ts'
export type { PeriodPages } from './period-pages.ts'
export type { PeriodPick } from './period-pick.ts'
export type { Programme, ProgrammeRepository } from './programme.ts'
export { parseProgramme } from './programme.ts'
export type {
  LateChangeRequest,
  ModulesRequest,
  RequirementService,
  RequirementServiceDeps,
  RowSeeds,
} from './requirement-service.ts'
export { createRequirementService } from './requirement-service.ts'
export type { Requirements, RequirementsDeps } from './requirements.ts'
export { createRequirements } from './requirements.ts'
export type { RuleBook, Rules } from './rule-book.ts'
export { createRuleBook } from './rule-book.ts'
export type { RuleRecords } from './rule-records.ts'
export type { StageFacts, StageStatus } from './stage-status.ts'
export { isSettled, STAGE_STATUSES, stageStatusOf, worstOf } from './stage-status.ts'
