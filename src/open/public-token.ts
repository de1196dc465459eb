import type { Brand } from '../runtime/index.ts'
import type { SchoolId } from '../schools/index.ts'

/** Names a school in an address that anybody may have; opens nothing. */
export type PublicTokenText = Brand<'PublicToken'>

/** A school has one at a time; a new one ends the one before. */
export interface PublicToken {
  readonly schoolId: SchoolId
  readonly token: PublicTokenText
  readonly madeAt: Date
}

/** Durable: a promise that resolves means that the record survives a power cut. */
export interface PublicTokenRepository {
  findByToken(token: PublicTokenText): Promise<PublicToken | undefined>
  /**
   * Writes it unless the school has one; gives what is stored, so two who print at once print the same.
   * @throws ConflictError('public-token-taken') where another school has it
   */
  add(token: PublicToken): Promise<PublicToken>
  /**
   * In place of the school's one before.
   * @throws ConflictError('public-token-taken') where another school has it
   */
  replace(token: PublicToken): Promise<void>
}
