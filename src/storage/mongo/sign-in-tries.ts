import type { Connection } from 'mongoose'

import { ConflictError } from '../../errors/index.ts'
import type { SignInTries, SignInTriesRepository, TriesKey } from '../../staff/index.ts'
import { documentsIn, schemaOf } from './documents.ts'

const schema = schemaOf({ count: Number, nextAt: Date, expiresAt: Date, revision: Number })

type TriesDocument = Omit<SignInTries, 'key'> & { readonly _id: TriesKey }

export function createSignInTriesRepository(connection: Connection): SignInTriesRepository {
  const tries = documentsIn<TriesDocument>(connection, 'sign_in_tries', schema)

  async function saveFirst(document: TriesDocument, now: Date): Promise<boolean> {
    const isOver = { _id: document._id, expiresAt: { $lte: now } }
    return (await tries.replace(isOver, document)) || (await tries.insertUnlessThere(document))
  }
  const saveNext = (document: TriesDocument) =>
    tries.replace({ _id: document._id, revision: document.revision - 1 }, document)

  return {
    async find(key, now) {
      const found = await tries.first({ _id: key, expiresAt: { $gt: now } })
      return found && toDomain(found)
    },
    async save(record, now) {
      const document = toDocument(record)
      const isFirst = record.revision === 1
      const isSaved = await (isFirst ? saveFirst(document, now) : saveNext(document))
      if (!isSaved) throw new ConflictError('tries-changed')
    },
    async remove(key) {
      await tries.remove({ _id: key })
    },
    sweep: (now) => tries.remove({ expiresAt: { $lte: now } }),
  }
}

function toDocument({ key, ...rest }: SignInTries): TriesDocument {
  return { _id: key, ...rest }
}

function toDomain({ _id, ...rest }: TriesDocument): SignInTries {
  return { key: _id, ...rest }
}
