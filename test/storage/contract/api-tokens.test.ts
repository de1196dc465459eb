import { expect } from 'chai'

import type { AccountId, ApiToken, ApiTokenId } from '../../../src/staff/index.ts'
import { onEveryEngine } from '../../support/engines.ts'

const expiresAt = new Date('2027-02-21T00:00:00.000Z')
const before = new Date('2027-02-20T23:59:59.999Z')

function aToken(overrides: Partial<ApiToken> = {}): ApiToken {
  return {
    id: 'token-1' as ApiTokenId,
    accountId: 'account-1' as AccountId,
    createdAt: new Date('2026-11-23T00:00:00.000Z'),
    expiresAt,
    ...overrides,
  }
}

const other = aToken({ id: 'token-2' as ApiTokenId, accountId: 'account-2' as AccountId })

onEveryEngine('ApiTokenRepository', (opened) => {
  it('finds a token until it expires', async () => {
    const { apiTokens } = opened().storage
    await apiTokens.add(aToken())
    expect(await apiTokens.find(aToken().id, before)).to.deep.equal(aToken())
    expect(await apiTokens.find(aToken().id, expiresAt)).to.equal(undefined)
    expect(await apiTokens.find(other.id, before)).to.equal(undefined)
  })

  it('removes every token of one account and none of another', async () => {
    const { apiTokens } = opened().storage
    await apiTokens.add(aToken())
    await apiTokens.add(other)
    await apiTokens.removeOfAccount(aToken().accountId)
    expect(await apiTokens.find(aToken().id, before)).to.equal(undefined)
    expect(await apiTokens.find(other.id, before)).to.deep.equal(other)
  })

  it('sweeps what has expired', async () => {
    const { apiTokens } = opened().storage
    await apiTokens.add(aToken())
    expect(await apiTokens.sweep(before)).to.equal(0)
    expect(await apiTokens.sweep(expiresAt)).to.equal(1)
  })
})
