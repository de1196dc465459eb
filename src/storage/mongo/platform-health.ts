import type { Connection } from 'mongoose'

import type { PlatformHealth, PlatformHealthRepository, SeenRefusals } from '../../lti/index.ts'
import { documentsIn, schemaOf } from './documents.ts'

interface HealthDocument {
  readonly _id: string
  readonly updatedAt: Date
  /** JSON: codes are keys in it, and a key must not have a dot or a dollar sign here. */
  readonly refusals: string
  readonly health: Omit<PlatformHealth, 'refusals' | 'updatedAt'>
}

const schema = schemaOf({ updatedAt: Date, refusals: String, health: Object })

export function createPlatformHealthRepository(connection: Connection): PlatformHealthRepository {
  const documents = documentsIn<HealthDocument>(connection, 'platform_health', schema)
  return {
    save: ({ refusals, updatedAt, ...health }) =>
      documents.put({
        _id: `${health.registrationId} ${health.processId}`,
        updatedAt,
        refusals: JSON.stringify(refusals),
        health,
      }),
    async list() {
      return (await documents.list({}, { sort: { _id: 1 } })).map(toDomain)
    },
    sweep: (before) => documents.remove({ updatedAt: { $lte: before } }),
  }
}

function toDomain({ updatedAt, refusals, health }: HealthDocument): PlatformHealth {
  return { ...health, updatedAt, refusals: toRefusals(refusals) }
}

/** JSON has no dates. */
type WrittenRefusals = Readonly<
  Record<string, Omit<SeenRefusals, 'lastAt'> & { readonly lastAt: string }>
>

function toRefusals(text: string): PlatformHealth['refusals'] {
  const refusals = JSON.parse(text) as WrittenRefusals
  const dated = Object.entries(refusals).map(([code, one]) => [
    code,
    { ...one, lastAt: new Date(one.lastAt) },
  ])
  return Object.fromEntries(dated) as PlatformHealth['refusals']
}
