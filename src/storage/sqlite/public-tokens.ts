import type { PublicToken, PublicTokenRepository, PublicTokenText } from '../../open/index.ts'
import type { SchoolId } from '../../schools/index.ts'
import type { Database, Row } from './database.ts'
import { conflictOnDuplicate, moment, text } from './rows.ts'

// Of 852 thousand million codes two schools would have to draw the same.
const TAKEN = 'public-token-taken'

const INSERT = `
INSERT INTO public_tokens (school_id, token, made_at) VALUES (:schoolId, :token, :madeAt)
ON CONFLICT (school_id) DO`

export function createPublicTokenRepository(database: Database): PublicTokenRepository {
  return {
    async findByToken(token) {
      const [row] = await database.all('SELECT * FROM public_tokens WHERE token = :token', {
        token,
      })
      return row && toToken(row)
    },
    async add(token) {
      await conflictOnDuplicate(TAKEN, database.run(`${INSERT} NOTHING`, { ...token }))
      const sql = 'SELECT * FROM public_tokens WHERE school_id = :schoolId'
      const [row] = await database.all(sql, { schoolId: token.schoolId })
      return row ? toToken(row) : token
    },
    async replace(token) {
      const sql = `${INSERT} UPDATE SET token = :token, made_at = :madeAt`
      await conflictOnDuplicate(TAKEN, database.run(sql, { ...token }))
    },
  }
}

function toToken(row: Row): PublicToken {
  return {
    schoolId: text(row, 'school_id') as SchoolId,
    token: text(row, 'token') as PublicTokenText,
    madeAt: moment(row, 'made_at'),
  }
}
