import { expect } from 'chai'

import type { Walked, Walker } from '../support/a-walker.ts'
import { type PlatformsWorld, startPlatformsWorld } from './a-platforms-world.ts'

describe('the page of our signing keys', () => {
  let world: PlatformsWorld
  let administrator: Walker
  beforeEach(async () => {
    world = await startPlatformsWorld()
    administrator = await world.enter('administrator')
  })
  afterEach(() => world.stop())

  const open = () => administrator.open(`${world.app.url}/platforms/keys`)
  const states = ({ $ }: Walked) =>
    $('[data-key]')
      .get()
      .map((line) => $(line).attr('data-key'))

  it('shows the key that signs, and nothing of its private half', async () => {
    const page = await open()
    const [current] = await world.app.deps.lti.keyRotation.list()
    expect(states(page)).to.include('current')
    expect(page.$('[data-key=current]').text()).to.contain(current!.kid)
    expect(page.$('[data-key=current] .soft').text()).to.match(/Bắt đầu ký lúc \d\d:\d\d ngày/)
    const [stored] = await world.app.deps.storage.lti.toolKeys.list()
    expect(page.$.html()).not.to.contain(stored!.sealedPrivateKey)
  })

  it('sets the change once, however often the button is pressed, and says from when', async () => {
    const page = await open()
    const first = await administrator.press(page, '[data-rotate]')
    const said = first.$('[role=status]').text()
    expect(said).to.match(/^Đã hẹn đổi khoá\. Khoá kế tiếp sẽ ký từ \d\d:\d\d ngày/)
    world.clock.advance(60_000)
    const again = await administrator.press(page, '[data-rotate]')
    expect(again.$('[role=status]').text()).to.equal(said)
    expect(states(again)).to.deep.equal(['current', 'next'])
  })
})
