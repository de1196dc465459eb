import type { Connection } from 'mongoose'

import type { Handshake, HandshakeRepository } from '../../lti/index.ts'
import { documentsIn, schemaOf, type Stored } from './documents.ts'

const schema = schemaOf({
  nonceHash: String,
  browserHash: String,
  proof: String,
  registrationId: String,
  expiresAt: Date,
})

export function createHandshakeRepository(connection: Connection): HandshakeRepository {
  const handshakes = documentsIn<Stored<Handshake>>(connection, 'handshakes', schema)
  return {
    add: (handshake) => handshakes.insert(toDocument(handshake)),
    async take(id) {
      const taken = await handshakes.take({ _id: id })
      return taken && toDomain(taken)
    },
    sweep: (now) => handshakes.remove({ expiresAt: { $lte: now } }),
  }
}

function toDocument({ id, ...rest }: Handshake): Stored<Handshake> {
  return { _id: id, ...rest }
}

function toDomain({ _id, ...rest }: Stored<Handshake>): Handshake {
  return { id: _id, ...rest }
}
