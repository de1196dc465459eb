import type { Opened } from './store-file.ts'
import type { WriteFailure, WriteJob, WriteOutcome } from './writer-messages.ts'

/** Many jobs, one wait for the disk. What one of them cannot do is not the others' concern. */
export function commitTogether(
  { connection, prepare }: Opened,
  jobs: readonly WriteJob[],
): readonly WriteOutcome[] {
  try {
    connection.exec('BEGIN IMMEDIATE')
    const outcomes = jobs.map((job) => run({ connection, prepare }, job))
    connection.exec('COMMIT')
    return outcomes
  } catch (error) {
    if (connection.isTransaction) connection.exec('ROLLBACK')
    throw error
  }
}

function run({ connection, prepare }: Opened, { id, writes }: WriteJob): WriteOutcome {
  connection.exec('SAVEPOINT job')
  try {
    const changed = writes.map(({ sql, bound }) => Number(prepare(sql).run(bound).changes))
    connection.exec('RELEASE job')
    return { id, changed }
  } catch (error) {
    // A full disk ends the whole transaction by itself: then nobody's work has been done.
    if (!connection.isTransaction) throw error
    connection.exec('ROLLBACK TO job; RELEASE job')
    return { id, failure: toFailure(error) }
  }
}

export function toFailure(error: unknown): WriteFailure {
  const { message, code, errcode } = error as Error & Omit<WriteFailure, 'message'>
  return { message, code, errcode }
}
