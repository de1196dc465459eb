import { expect } from 'chai'

import { aCommandLine, type CommandLine } from '../support/a-command-line.ts'
import { aRegistration } from '../support/a-registration.ts'

const DAY_MS = 24 * 60 * 60 * 1000

describe('lachan platform invite, invitations, withdraw, approve, refuse', () => {
  let lachan: CommandLine
  beforeEach(() => {
    lachan = aCommandLine({ PUBLIC_URL: 'https://tool.example' })
  })
  afterEach(() => {
    lachan.remove()
  })

  const stateOf = (id: string) =>
    lachan.meanwhile(async ({ lti }) => {
      return (await lti.registrations.list()).find((one) => one.id === id)?.state
    })

  it('prints the address once and keeps only a hash of its token', async () => {
    const before = Date.now()
    const invited = await lachan.run('platform', 'invite', '--json')
    const { url, expiresAt } = invited.json() as Record<'url' | 'expiresAt', string>
    expect(url).to.match(/^https:\/\/tool\.example\/lti\/register\?invite=[\w-]{43}$/)
    expect(new Date(expiresAt).getTime()).to.be.within(before + 7 * DAY_MS, Date.now() + 7 * DAY_MS)
    const token = new URL(url).searchParams.get('invite') ?? ''
    const listed = await lachan.run('platform', 'invitations', '--json')
    expect(listed.json()).to.have.length(1)
    expect(listed.text).not.to.contain(token)
    const [{ id }] = listed.json() as [{ id: string }]
    expect(id).to.match(/^[A-Za-z0-9]{24}$/)
  })

  it('lets an invitation carry the school, the trust and its days', async () => {
    const options = ['--school', '72000412', '--trust', 'custom', '--trust', 'course']
    await lachan.run('platform', 'invite', ...options, '--days', '2')
    const [invitation] = (await lachan.run('platform', 'invitations', '--json')).json() as [
      Record<string, string>,
    ]
    expect(invitation).to.deep.include({ schoolCode: '72000412', trust: ['custom', 'course'] })
    const life = new Date(invitation['expiresAt']!).getTime() - Date.parse(invitation['createdAt']!)
    expect(life).to.equal(2 * DAY_MS)
    expect((await lachan.run('platform', 'invitations')).text).to.contain('\t72000412\t')
  })

  it('withdraws an invitation once', async () => {
    await lachan.run('platform', 'invite')
    const [{ id }] = (await lachan.run('platform', 'invitations', '--json')).json() as [
      { id: string },
    ]
    expect((await lachan.run('platform', 'withdraw', id)).exitCode).to.equal(0)
    expect((await lachan.run('platform', 'invitations', '--json')).json()).to.deep.equal([])
    const again = await lachan.run('platform', 'withdraw', id)
    expect(again.exitCode).to.equal(1)
    expect(again.problem).to.contain('invitation-not-found')
  })

  for (const [verb, state] of [
    ['approve', 'active'],
    ['refuse', 'disabled'],
  ] as const) {
    it(`${verb} makes what waits ${state}, and only that`, async () => {
      const waiting = aRegistration({ state: 'pending', invited: true })
      await lachan.meanwhile(({ lti }) => lti.registrations.add(waiting))
      expect((await lachan.run('platform', verb, waiting.id)).exitCode).to.equal(0)
      expect(await stateOf(waiting.id)).to.equal(state)
      const again = await lachan.run('platform', verb, waiting.id)
      expect(again.exitCode).to.equal(1)
      expect(again.problem).to.contain('platform-not-pending')
      expect((await lachan.run('platform', verb, 'nobody')).problem).to.contain(
        'platform-not-found',
      )
    })
  }
})
