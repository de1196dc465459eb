import { expect } from 'chai'

import type { RegistrationId } from '../../../src/lti/index.ts'
import { aRegistration } from '../../support/a-registration.ts'
import { onEveryEngine } from '../../support/engines.ts'
import { codeOf } from '../../support/rejection.ts'

onEveryEngine('RegistrationRepository', (opened) => {
  it('lists what was added, with deployments, school and trust', async () => {
    const { registrations } = opened().storage.lti
    const full = aRegistration({
      schoolCode: '72000412',
      trust: ['custom', 'course'],
      deployments: [
        { id: '1', state: 'allowed' },
        { id: '2', state: 'blocked' },
      ],
    })
    await registrations.add(full)
    expect(await registrations.list()).to.deep.equal([full])
  })

  it('refuses a second registration of the same issuer and client', async () => {
    const { registrations } = opened().storage.lti
    await registrations.add(aRegistration())
    const again = aRegistration({ id: 'other' as RegistrationId })
    expect(await codeOf(registrations.add(again))).to.equal('registration-exists')
  })

  it('notes an unknown deployment as waiting, changes no known one, and stops at the limit', async () => {
    const { registrations } = opened().storage.lti
    const { id } = aRegistration()
    await registrations.add(aRegistration())
    for (const deployment of ['1', 'x', 'x', 'y', 'z']) {
      await registrations.noteDeployment(id, deployment, 2)
    }
    const [stored] = await registrations.list()
    expect(stored?.deployments).to.deep.equal([
      { id: '1', state: 'allowed' },
      { id: 'x', state: 'waiting' },
      { id: 'y', state: 'waiting' },
    ])
  })

  it('changes states', async () => {
    const { registrations } = opened().storage.lti
    const { id } = aRegistration()
    await registrations.add(aRegistration())
    await registrations.setState(id, 'disabled')
    await registrations.setDeployment(id, { id: '1', state: 'blocked' })
    const [stored] = await registrations.list()
    expect(stored?.state).to.equal('disabled')
    expect(stored?.deployments).to.deep.equal([{ id: '1', state: 'blocked' }])
  })

  it('is decided once, whoever is the first of many', async () => {
    const { storage, reopen } = opened()
    const nodes = [storage, reopen()].map(({ lti }) => lti.registrations)
    const { id } = aRegistration()
    await nodes[0]!.add(aRegistration({ state: 'pending' }))
    const asked = nodes.flatMap((node) => [
      node.decide(id, 'active'),
      node.decide(id, 'disabled'),
      node.decide(id, 'active'),
    ])
    const told = (await Promise.allSettled(asked)).map(({ status }) => status)
    const [stored] = await nodes[0]!.list()
    const isActive = stored?.state === 'active'
    const expected = [isActive, !isActive, isActive].map((is) => (is ? 'fulfilled' : 'rejected'))
    expect(told).to.deep.equal([...expected, ...expected])
  })

  it('is never decided where nobody waits', async () => {
    const { registrations } = opened().storage.lti
    const deciding = registrations.decide(aRegistration().id, 'active')
    expect(await codeOf(deciding)).to.equal('platform-not-pending')
  })

  it('changes what is named and leaves the rest', async () => {
    const { registrations } = opened().storage.lti
    const { id } = aRegistration()
    const authorizationServer = 'https://lms.example/authorize'
    const full = aRegistration({
      schoolCode: '72000412',
      authorizationServer,
      invited: true,
      grantedScopes: ['https://purl.imsglobal.org/spec/lti-ags/scope/score'],
    })
    await registrations.add(full)
    const changes = { name: 'Tên mới', frameOrigins: ['https://a.example'], countsMembers: true }
    await registrations.change(id, changes)
    expect(await registrations.list()).to.deep.equal([{ ...full, ...changes }])
    await registrations.change(id, { schoolCode: '', trust: ['course'], countsMembers: false })
    const { schoolCode: _gone, ...rest } = full
    const after = { ...rest, ...changes, trust: ['course'], countsMembers: false }
    expect(await registrations.list()).to.deep.equal([after])
  })

  it('has a version that another process sees grow with every change', async () => {
    const { storage, reopen } = opened()
    const { registrations } = storage.lti
    const seen = [await reopen().lti.registrations.version()]
    const { id } = aRegistration()
    await registrations.add(aRegistration())
    seen.push(await registrations.version())
    await registrations.noteDeployment(id, 'new', 9)
    seen.push(await registrations.version())
    await registrations.change(id, { trust: [] })
    seen.push(await registrations.version())
    await registrations.setState(id, 'disabled')
    seen.push(await registrations.version())
    expect(seen).to.deep.equal([...new Set(seen)].sort((a, b) => a - b))
  })
})

onEveryEngine('KeySetRepository', (opened) => {
  it('keeps the last key set of an address', async () => {
    const { keySets } = opened().storage.lti
    const keySet = {
      url: 'http://lms/keys',
      keys: [{ kid: 'a', kty: 'RSA' }],
      fetchedAt: new Date(1),
    }
    await keySets.save(keySet)
    await keySets.save({ ...keySet, keys: [], fetchedAt: new Date(2) })
    expect(await keySets.find(keySet.url)).to.deep.equal({
      ...keySet,
      keys: [],
      fetchedAt: new Date(2),
    })
  })
})
