import type { DatabaseSync } from 'node:sqlite'

/** What brings a file from the version before to this one; never changed once released. */
export type Migration = string | ((connection: DatabaseSync) => void)

/** Refuses a file that a newer program wrote: guessing at its meaning could destroy facts. */
export function migrate(
  connection: DatabaseSync,
  migrations: readonly Migration[],
  file: string,
): void {
  // Two processes may open a new file together: the lock is taken before the version is read.
  connection.exec('BEGIN IMMEDIATE')
  try {
    const version = readVersion(connection)
    if (version > migrations.length) {
      throw new Error(`${file} has schema ${version}, this program knows ${migrations.length}`)
    }
    for (const migration of migrations.slice(version)) {
      if (typeof migration === 'string') connection.exec(migration)
      else migration(connection)
    }
    connection.exec(`PRAGMA user_version = ${migrations.length}`)
    connection.exec('COMMIT')
  } catch (error) {
    connection.exec('ROLLBACK')
    throw error
  }
}

function readVersion(connection: DatabaseSync): number {
  const row = connection.prepare('PRAGMA user_version').get()
  return Number(row?.['user_version'] ?? 0)
}
