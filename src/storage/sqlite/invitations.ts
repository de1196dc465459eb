import type { Invitation, InvitationId, InvitationRepository } from '../../lti/index.ts'
import type { Database, Row } from './database.ts'
import { json, moment, optionalText, text } from './rows.ts'

export function createInvitationRepository(database: Database): InvitationRepository {
  return {
    async add(invitation) {
      await database.run(
        `INSERT INTO invitations (id, school_code, trust, created_at, expires_at)
         VALUES (:id, :schoolCode, :trust, :createdAt, :expiresAt)`,
        { schoolCode: undefined, ...invitation, trust: JSON.stringify(invitation.trust) },
      )
    },
    async list(now) {
      const rows = await database.all(
        'SELECT * FROM invitations WHERE expires_at > :now ORDER BY created_at DESC, id',
        { now },
      )
      return rows.map(toInvitation)
    },
    async take(id) {
      const [row] = await database.all('SELECT * FROM invitations WHERE id = :id', { id })
      const taken = await database.run('DELETE FROM invitations WHERE id = :id', { id })
      return row && taken === 1 ? toInvitation(row) : undefined
    },
    sweep: (now) => database.run('DELETE FROM invitations WHERE expires_at <= :now', { now }),
  }
}

function toInvitation(row: Row): Invitation {
  const schoolCode = optionalText(row, 'school_code')
  return {
    id: text(row, 'id') as InvitationId,
    trust: json(row, 'trust') as Invitation['trust'],
    createdAt: moment(row, 'created_at'),
    expiresAt: moment(row, 'expires_at'),
    ...(schoolCode && { schoolCode }),
  }
}
