import type { Clock } from '../runtime/index.ts'
import type { AccountRepository } from './account.ts'
import type { AccountActor } from './actor.ts'
import type { Actors } from './actors.ts'
import { apiTokenIdOf, type ApiTokenRepository } from './api-token.ts'
import { TokenRefusedError } from './staff-errors.ts'

export interface BearerDeps {
  readonly accounts: Pick<AccountRepository, 'find'>
  readonly apiTokens: Pick<ApiTokenRepository, 'find'>
  readonly actors: Pick<Actors, 'toActor'>
  readonly clock: Clock
}

interface Asked {
  readonly headers: { readonly authorization?: string | undefined }
}

/**
 * The account whose token stands in `Authorization: Bearer`, with the rights that it has today.
 * @throws TokenRefusedError('token-missing')
 * @throws TokenRefusedError('token-refused')
 */
export type BearerActor = (req: Asked) => Promise<AccountActor>

export function createBearer({ accounts, apiTokens, actors, clock }: BearerDeps): BearerActor {
  return async ({ headers }) => {
    const [, text] = /^Bearer +(\S+)$/i.exec(headers.authorization ?? '') ?? []
    if (text === undefined) throw new TokenRefusedError('token-missing')
    const id = apiTokenIdOf(text)
    const token = id && (await apiTokens.find(id, clock.now()))
    const account = token && (await accounts.find(token.accountId))
    if (account?.state !== 'active') throw new TokenRefusedError('token-refused')
    return actors.toActor(account)
  }
}
