import { type Connection, createConnection } from 'mongoose'

export interface ConnectionOptions {
  readonly url: string
  /** Told of every command; round trips are counted by it. */
  readonly onStatement?: (() => void) | undefined
}

const SERVER_WITHIN_MS = 5000

/** Acknowledged means durable, and what was written is read again (architecture §3.8 and §3.10). */
const DURABLE = {
  writeConcern: { w: 'majority', journal: true },
  readPreference: 'primary',
} as const

/** A connection of our own: mongoose's default one belongs to nobody. */
export async function openConnection(options: ConnectionOptions): Promise<Connection> {
  const { url, onStatement } = options
  const connection = await createConnection(url, {
    ...DURABLE,
    ...(!namesDatabase(url) && { dbName: 'lachan' }),
    autoIndex: false,
    autoCreate: false,
    // What a record does not have is not there, rather than null.
    ignoreUndefined: true,
    serverSelectionTimeoutMS: SERVER_WITHIN_MS,
    monitorCommands: onStatement !== undefined,
  }).asPromise()
  if (onStatement) connection.getClient().on('commandStarted', onStatement)
  return connection
}

function namesDatabase(url: string): boolean {
  return /^[^:]+:\/\/[^/?]+\/[^?]/.test(url)
}
