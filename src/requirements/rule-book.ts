import { InvalidInputError, NotFoundError } from '../errors/index.ts'
import type { Calendar, CalendarRepository } from './calendar.ts'
import type { Period } from './period.ts'
import type { Programme, ProgrammeRepository } from './programme.ts'
import type { RuleRecords } from './rule-records.ts'

export interface RuleBookDeps {
  readonly programmes: ProgrammeRepository
  readonly calendars: CalendarRepository
}

export interface Rules {
  readonly programmes: readonly Programme[]
  readonly calendars: readonly Calendar[]
}

/** Programmes and calendars, which periods are made of. */
export interface RuleBook {
  list(): Promise<Rules>
  /** Adds revision 1, or replaces the revision that the person saw; @throws ConflictError('rule-exists'|'rule-changed') */
  saveProgramme(programme: Programme): Promise<void>
  saveCalendar(calendar: Calendar): Promise<void>
  /**
   * The programme and the calendar that a period names are there.
   * @throws InvalidInputError('programme-unknown'), InvalidInputError('calendar-unknown')
   */
  check(period: Pick<Period, 'programmeId' | 'calendarId'>): Promise<void>
  /** @throws NotFoundError('rule-not-found') */
  programme(id: string): Promise<Programme>
  calendar(id: string): Promise<Calendar>
}

export function createRuleBook({ programmes, calendars }: RuleBookDeps): RuleBook {
  return {
    async list() {
      return { programmes: await programmes.list(), calendars: await calendars.list() }
    },
    saveProgramme: (programme) => save(programmes, programme),
    saveCalendar: (calendar) => save(calendars, calendar),
    async check({ programmeId, calendarId }) {
      if (programmeId !== undefined && !(await programmes.find(programmeId)))
        throw new InvalidInputError('programme-unknown', { id: programmeId })
      if (calendarId !== undefined && !(await calendars.find(calendarId)))
        throw new InvalidInputError('calendar-unknown', { id: calendarId })
    },
    programme: async (id) => found(await programmes.find(id), id),
    calendar: async (id) => found(await calendars.find(id), id),
  }
}

async function save<Rule extends { readonly revision: number }>(
  records: RuleRecords<Rule>,
  rule: Rule,
): Promise<void> {
  await (rule.revision === 1 ? records.add(rule) : records.replace(rule))
}

function found<Rule>(rule: Rule | undefined, id: string): Rule {
  if (!rule) throw new NotFoundError('rule-not-found', { id })
  return rule
}
