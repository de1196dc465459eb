import type { DatabaseSync } from 'node:sqlite'

/** What brings a file from the version before to this one; never changed once released. */
export type Migration = string | ((connection: DatabaseSync) => void)

/** Brings a file up to this program's schema; gives the one that it had. */
export function migrate(
  connection: DatabaseSync,
  migrations: readonly Migration[],
  file: string,
): number {
  // Two processes may open a new file together: the lock is taken before the version is read.
  connection.exec('BEGIN IMMEDIATE')
  try {
    const version = readVersion(connection)
    refuseNewer(file, version, migrations.length)
    for (const migration of migrations.slice(version)) {
      if (typeof migration === 'string') connection.exec(migration)
      else migration(connection)
    }
    connection.exec(`PRAGMA user_version = ${migrations.length}`)
    connection.exec('COMMIT')
    return version
  } catch (error) {
    connection.exec('ROLLBACK')
    throw error
  }
}

export function readVersion(connection: DatabaseSync): number {
  const row = connection.prepare('PRAGMA user_version').get()
  return Number(row?.['user_version'] ?? 0)
}

/** Guessing at the meaning of what a newer program wrote could destroy facts. */
export function refuseNewer(name: string, version: number, known: number): void {
  if (version <= known) return
  throw new Error(
    `${name} has schema ${version}, this program knows ${known}: a newer version wrote it`,
  )
}
