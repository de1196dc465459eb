import type { Connection } from 'mongoose'

import type { Draft, DraftRepository } from '../../sessions/index.ts'
import { documentsIn, schemaOf, type Stored } from './documents.ts'

/** A form's fields are named as the form likes and are no names of fields here, so they lie in one text. */
type DraftDocument = Omit<Stored<Draft>, 'fields'> & { readonly fields: string }

const schema = schemaOf({ fields: String, savedAt: Date, expiresAt: Date })

export function createDraftRepository(connection: Connection): DraftRepository {
  const drafts = documentsIn<DraftDocument>(connection, 'session_drafts', schema)
  return {
    async find(id, now) {
      const found = await drafts.first({ _id: id, expiresAt: { $gt: now } })
      return found && toDomain(found)
    },
    save: (draft) => drafts.put(toDocument(draft)),
    async remove(id) {
      await drafts.remove({ _id: id })
    },
    sweep: (now) => drafts.remove({ expiresAt: { $lte: now } }),
  }
}

function toDocument({ id, fields, ...rest }: Draft): DraftDocument {
  return { _id: id, fields: JSON.stringify(fields), ...rest }
}

function toDomain({ _id, fields, ...rest }: DraftDocument): Draft {
  return { id: _id, fields: JSON.parse(fields) as Draft['fields'], ...rest }
}
