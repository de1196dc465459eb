import type { StoreMeter } from './store-meter.ts'

type Fields = Readonly<Record<string, unknown>>

// What ltijs's own MongoDB schema indexes: asked by these fields, a record is found without a scan.
const INDEX: Readonly<Record<string, readonly string[]>> = {
  platform: ['platformUrl', 'clientId'],
  platformStatus: ['id'],
  publickey: ['platformUrl', 'clientId'],
  privatekey: ['platformUrl', 'clientId'],
  accesstoken: ['platformUrl', 'clientId', 'scopes'],
  idtoken: ['iss', 'clientId', 'deploymentId', 'user'],
  contexttoken: ['contextId', 'user'],
  nonce: ['nonce'],
  state: ['state'],
}

/** A database plugin of ltijs. Encryption is left out: only keys and access tokens are encrypted, never on a launch. */
export function createMemoryDatabase({ trip }: StoreMeter) {
  const collections = new Map(Object.keys(INDEX).map((name) => [name, new Map<string, Fields>()]))
  const recordsOf = (name: string) => collections.get(name) ?? new Map<string, Fields>()

  function find(name: string, query: Fields = {}): [string, Fields][] {
    const records = recordsOf(name)
    const isIndexed = (INDEX[name] ?? []).every((field) => field in query)
    const key = keyOf(name, query)
    const record = records.get(key)
    if (isIndexed) return record ? [[key, record]] : []
    return [...records].filter(([, one]) => matches(one, query))
  }

  return {
    setup: () => Promise.resolve(true),
    Close: () => Promise.resolve(true),
    Get: (_key: unknown, name: string, query?: Fields) =>
      trip(() => {
        const found = find(name, query).map(([, record]) => structuredClone(record))
        return found.length > 0 && found
      }),
    Insert: (_key: unknown, name: string, item: Fields) =>
      trip(() => Boolean(recordsOf(name).set(keyOf(name, item), structuredClone(item)))),
    Modify: (_key: unknown, name: string, ...[query, change]: [Fields, Fields]) =>
      trip(() => {
        for (const [key, record] of find(name, query)) {
          recordsOf(name).set(key, { ...record, ...change })
        }
        return true
      }),
    Replace: (_key: unknown, name: string, ...[query, item, index]: [Fields, Fields, Fields?]) =>
      trip(() => {
        const record = structuredClone({ ...index, ...item })
        return Boolean(recordsOf(name).set(keyOf(name, query), record))
      }),
    Delete: (name: string, query: Fields) =>
      trip(() => {
        for (const [key] of find(name, query)) recordsOf(name).delete(key)
        return true
      }),
  }
}

function keyOf(name: string, fields: Fields): string {
  return JSON.stringify((INDEX[name] ?? []).map((field) => fields[field]))
}

function matches(record: Fields, query: Fields): boolean {
  return Object.entries(query).every(([field, value]) => record[field] === value)
}
