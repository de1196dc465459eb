import { expect } from 'chai'

import type { PublicTokenText } from '../../../src/open/index.ts'
import type { SchoolId } from '../../../src/schools/index.ts'
import { aPublicToken } from '../../support/an-adult.ts'
import { onEveryEngine } from '../../support/engines.ts'
import { codeOf } from '../../support/rejection.ts'

const first = aPublicToken()
const second = aPublicToken({ token: 'another2' as PublicTokenText, madeAt: new Date(5) })

onEveryEngine('PublicTokenRepository', (opened) => {
  it('finds the school of a token, and nothing for one that nobody made', async () => {
    const { publicTokens } = opened().storage
    expect(await publicTokens.add(first)).to.deep.equal(first)
    expect(await publicTokens.findByToken(first.token)).to.deep.equal(first)
    expect(await publicTokens.findByToken(second.token)).to.equal(undefined)
  })

  it('keeps the first token that a school gets', async () => {
    const { publicTokens } = opened().storage
    await publicTokens.add(first)
    expect(await publicTokens.add(second)).to.deep.equal(first)
    expect(await publicTokens.findByToken(second.token)).to.equal(undefined)
  })

  it('ends the old token with the new one', async () => {
    const { publicTokens } = opened().storage
    await publicTokens.add(first)
    await publicTokens.replace(second)
    expect(await publicTokens.findByToken(first.token)).to.equal(undefined)
    expect(await publicTokens.findByToken(second.token)).to.deep.equal(second)
  })

  it('makes a first token by replacing none', async () => {
    const { publicTokens } = opened().storage
    await publicTokens.replace(second)
    expect(await publicTokens.add(first)).to.deep.equal(second)
  })

  it('never lets two schools have the same', async () => {
    const { publicTokens } = opened().storage
    await publicTokens.add(first)
    const same = aPublicToken({ schoolId: 'school-2' as SchoolId })
    expect(await codeOf(publicTokens.replace(same))).to.equal('public-token-taken')
    expect(await codeOf(publicTokens.add(same))).to.equal('public-token-taken')
    expect((await publicTokens.findByToken(first.token))?.schoolId).to.equal(first.schoolId)
  })
})
