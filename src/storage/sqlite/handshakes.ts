import type {
  Handshake,
  HandshakeId,
  HandshakeRepository,
  RegistrationId,
} from '../../lti/index.ts'
import type { Database, Row } from './database.ts'
import { moment, text } from './rows.ts'

export function createHandshakeRepository(database: Database): HandshakeRepository {
  return {
    async add(handshake) {
      await database.run(
        `INSERT INTO handshakes (id, nonce_hash, browser_hash, proof, registration_id, expires_at)
         VALUES (:id, :nonceHash, :browserHash, :proof, :registrationId, :expiresAt)`,
        { ...handshake },
      )
    },
    async take(id) {
      const [row] = await database.all('DELETE FROM handshakes WHERE id = :id RETURNING *', { id })
      return row && toHandshake(row)
    },
    async sweep(now) {
      return database.run('DELETE FROM handshakes WHERE expires_at <= :now', { now })
    },
  }
}

function toHandshake(row: Row): Handshake {
  return {
    id: text(row, 'id') as HandshakeId,
    nonceHash: text(row, 'nonce_hash'),
    browserHash: text(row, 'browser_hash'),
    proof: text(row, 'proof') as Handshake['proof'],
    registrationId: text(row, 'registration_id') as RegistrationId,
    expiresAt: moment(row, 'expires_at'),
  }
}
