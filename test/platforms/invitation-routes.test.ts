import { expect } from 'chai'

import { aSchool } from '../support/a-school.ts'
import type { Walked, Walker } from '../support/a-walker.ts'
import { type PlatformsWorld, startPlatformsWorld } from './a-platforms-world.ts'

const PATH = '/platforms/invitations'

describe('the page of invitations', () => {
  let world: PlatformsWorld
  let administrator: Walker
  beforeEach(async () => {
    world = await startPlatformsWorld()
    administrator = await world.enter('administrator')
  })
  afterEach(() => world.stop())

  const open = () => administrator.open(`${world.app.url}${PATH}`)
  const said = ({ $ }: Walked) => $('[role=status], [role=alert]').text().trim()
  const urlOn = ({ $ }: Walked) => $('[data-invitation-url]').text()
  const all = () => world.app.deps.lti.invitations.list()

  it('makes one with school, trust and days, and shows its address once', async () => {
    const choices = { school: aSchool().code, trust: ['custom'], days: '3' }
    const made = await administrator.press(await open(), 'form[data-invite]', choices)
    expect(urlOn(made)).to.match(/\/lti\/register\?invite=[\w-]{43}$/)
    const [invitation] = await all()
    expect(invitation).to.deep.include({ schoolCode: aSchool().code, trust: ['custom'] })
    const days = (invitation!.expiresAt.getTime() - world.clock.now().getTime()) / 86_400_000
    expect(days).to.equal(3)
    const later = await open()
    expect(urlOn(later)).to.equal('')
    expect(later.$('[data-invitation]').text()).to.contain(aSchool().name)
    const token = new URL(urlOn(made)).searchParams.get('invite')!
    expect(JSON.stringify(await world.app.stored())).not.to.contain(token)
    expect(world.app.logLines.join('\n')).not.to.contain(token)
  })

  it('makes one for no school in particular', async () => {
    const made = await administrator.press(await open(), 'form[data-invite]')
    expect(made.$('[data-invitation]').text()).to.contain('Không gắn với trường nào')
    expect((await all())[0]).to.not.have.property('schoolCode')
  })

  it('withdraws one, however often the button is pressed', async () => {
    const made = await administrator.press(await open(), 'form[data-invite]')
    const press = () => administrator.press(made, '[data-invitation] form')
    for (const gone of [await press(), await press()]) {
      expect(gone.status).to.equal(200)
      expect(said(gone)).to.equal('Lời mời ấy không còn dùng được.')
    }
    expect(await all()).to.deep.equal([])
  })

  for (const [name, change] of [
    ['no days', { days: '0' }],
    ['too many days', { days: '91' }],
    ['days that are none', { days: 'x' }],
    ['a school that no list has', { school: '999' }],
  ] as const) {
    it(`refuses ${name} and keeps what was typed`, async () => {
      const page = await administrator.press(await open(), 'form[data-invite]', change)
      expect(page.status).to.equal(422)
      const [[field, value]] = Object.entries(change) as [[string, string]]
      expect(page.$(`[name=${field}]`).val()).to.equal(value)
      expect(await all()).to.deep.equal([])
    })
  }
})
