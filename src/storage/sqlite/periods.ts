import { ConflictError } from '../../errors/index.ts'
import type { ModuleChange, Period, PeriodRepository } from '../../requirements/index.ts'
import type { Day } from '../../runtime/index.ts'
import type { Database, Row } from './database.ts'
import { conflictOnDuplicate, integer, json, moment, optionalText, text } from './rows.ts'

export function createPeriodRepository(database: Database): PeriodRepository {
  return {
    async add(period) {
      const added = database.run(
        `INSERT INTO periods (id, name, from_day, to_day, due_day, state, min_sessions, modules,
                              programme_id, calendar_id, opened_at, closed_at, module_changes, revision)
         VALUES (:id, :name, :from, :to, :due, :state, :minSessions, :modules,
                 :programmeId, :calendarId, :openedAt, :closedAt, :moduleChanges, :revision)`,
        toRow(period),
      )
      await conflictOnDuplicate('period-exists', added)
    },
    async find(id) {
      const [row] = await database.all('SELECT * FROM periods WHERE id = :id', { id })
      return row && toPeriod(row)
    },
    async list() {
      const rows = await database.all('SELECT * FROM periods ORDER BY from_day DESC, id')
      return rows.map(toPeriod)
    },
    async replace(period) {
      const changed = await database.run(
        `UPDATE periods
         SET name = :name, from_day = :from, to_day = :to, due_day = :due, state = :state,
             min_sessions = :minSessions, modules = :modules, programme_id = :programmeId,
             calendar_id = :calendarId, opened_at = :openedAt, closed_at = :closedAt,
             module_changes = :moduleChanges, revision = :revision
         WHERE id = :id AND revision = :revision - 1`,
        toRow(period),
      )
      if (changed === 0) throw new ConflictError('period-changed')
    },
  }
}

function toRow({ modules, moduleChanges, ...rest }: Period) {
  const none = { programmeId: undefined, calendarId: undefined }
  const notYet = { openedAt: undefined, closedAt: undefined }
  const changes = moduleChanges && JSON.stringify(moduleChanges)
  const lists = { modules: JSON.stringify(modules), moduleChanges: changes }
  return { ...none, ...notYet, ...rest, ...lists }
}

function toPeriod(row: Row): Period {
  const programmeId = optionalText(row, 'programme_id')
  const calendarId = optionalText(row, 'calendar_id')
  return {
    id: text(row, 'id'),
    name: text(row, 'name'),
    from: text(row, 'from_day') as Day,
    to: text(row, 'to_day') as Day,
    due: text(row, 'due_day') as Day,
    state: text(row, 'state') as Period['state'],
    minSessions: integer(row, 'min_sessions'),
    modules: json(row, 'modules') as Period['modules'],
    ...(programmeId !== undefined && { programmeId }),
    ...(calendarId !== undefined && { calendarId }),
    ...(row['opened_at'] !== null && { openedAt: moment(row, 'opened_at') }),
    ...(row['closed_at'] !== null && { closedAt: moment(row, 'closed_at') }),
    ...(row['module_changes'] !== null && {
      moduleChanges: toChanges(json(row, 'module_changes')),
    }),
    revision: integer(row, 'revision'),
  }
}

function toChanges(stored: unknown): readonly ModuleChange[] {
  const changes = stored as readonly (Omit<ModuleChange, 'at'> & { readonly at: string })[]
  return changes.map(({ at, ...rest }) => ({ ...rest, at: new Date(at) }))
}
