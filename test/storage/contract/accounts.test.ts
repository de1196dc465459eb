import { expect } from 'chai'

import type { Day } from '../../../src/runtime/index.ts'
import type { AccountId } from '../../../src/staff/index.ts'
import { aGrant, anAccount } from '../../support/an-account.ts'
import { onEveryEngine } from '../../support/engines.ts'
import { codeOf } from '../../support/rejection.ts'

const minh = anAccount({
  id: 'account-2' as AccountId,
  email: 'minh@so.example',
  name: 'Trần Văn Minh',
  passwordHash: '$argon2id$…',
  grants: [aGrant({ role: 'officer' }), aGrant({ to: '2027-05-31' as Day })],
})

onEveryEngine('AccountRepository', (opened) => {
  it('finds an account by its id and by its e-mail, as it was added', async () => {
    const { accounts } = opened().storage
    await accounts.add(anAccount())
    await accounts.add(minh)
    expect(await accounts.find(minh.id)).to.deep.equal(minh)
    expect(await accounts.findByEmail('lan@truong.example')).to.deep.equal(anAccount())
    expect(await accounts.find('nobody' as AccountId)).to.equal(undefined)
    expect(await accounts.findByEmail('nobody@so.example')).to.equal(undefined)
  })

  it('refuses a second account for one e-mail', async () => {
    const { accounts } = opened().storage
    await accounts.add(anAccount())
    const again = accounts.add(anAccount({ id: 'account-3' as AccountId }))
    expect(await codeOf(again)).to.equal('account-exists')
  })

  it('lists accounts in the order of their e-mails', async () => {
    const { accounts } = opened().storage
    await accounts.add(minh)
    await accounts.add(anAccount())
    const emails = (await accounts.list()).map(({ email }) => email)
    expect(emails).to.deep.equal(['lan@truong.example', 'minh@so.example'])
  })

  it('replaces an account that stands one revision before', async () => {
    const { accounts } = opened().storage
    await accounts.add(minh)
    const { passwordHash, ...rest } = minh
    const disabled = { ...rest, state: 'disabled' as const, revision: 2 }
    await accounts.replace(disabled)
    expect(await accounts.find(minh.id)).to.deep.equal(disabled)
    expect(passwordHash).not.to.equal(undefined)
  })

  it('lets one of two win who change one account', async () => {
    const { accounts } = opened().storage
    await accounts.add(anAccount())
    await accounts.replace(anAccount({ name: 'Nguyễn Lan', revision: 2 }))
    const late = accounts.replace(anAccount({ name: 'Lan Nguyễn', revision: 2 }))
    expect(await codeOf(late)).to.equal('account-changed')
    expect((await accounts.find(anAccount().id))?.name).to.equal('Nguyễn Lan')
  })
})
