import { expect } from 'chai'

import type { RegistrationId } from '../../src/lti/index.ts'
import { type Delivery, type DeliveryId, deliveryOf } from '../../src/passback/index.ts'
import type { Role } from '../../src/staff/index.ts'
import { aClock, type TestClock } from '../support/a-clock.ts'
import { aScoreIntent } from '../support/a-completion.ts'
import { aRegistration } from '../support/a-registration.ts'
import { aWalker, type Walked, type Walker } from '../support/a-walker.ts'
import { aGrant } from '../support/an-account.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'

const PATH = '/platforms/scores'
const OTHER = 'registration-2' as RegistrationId

describe('the page of scores on their way', () => {
  let world: TestApp
  let clock: TestClock
  beforeEach(async () => {
    clock = aClock('2026-11-23T03:00:00.000Z')
    world = await startTestApp({ clock })
    await world.deps.lti.registry.add(aRegistration())
    const other = { id: OTHER, name: 'Canvas của Sở', clientId: 'c2', state: 'disabled' } as const
    await world.deps.lti.registry.add(aRegistration(other))
  })
  afterEach(() => world.stop())

  async function enter(role: Role): Promise<Walker> {
    const { service } = world.deps.staff
    const email = `${role}@so.example`
    const account = await service.add({ email, name: 'Lê Thị Hoa', grant: aGrant({ role }) })
    const walker = aWalker()
    const link = `${world.url}/sign-in/link/${await service.createLink(account)}`
    await walker.press(await walker.open(link), 'form')
    return walker
  }
  const open = async (walker: Walker) => walker.open(`${world.url}${PATH}`)

  let count = 0
  async function owe(overrides: Partial<Delivery>): Promise<Delivery> {
    count += 1
    const delivery = { ...deliveryOf(aScoreIntent(), clock.now()), tryCount: 1, ...overrides }
    const added = { ...delivery, id: `delivery-${count}` as DeliveryId }
    await world.deps.storage.deliveries.add(added)
    return added
  }

  const inAnHour = () => new Date(clock.now().getTime() + 3_600_000)
  const cardOf = ({ $ }: Walked, id = 'registration-1') => $(`[data-platform="${id}"]`)
  const figure = (page: Walked, name: string, id?: string) =>
    cardOf(page, id).find(`[data-figure="${name}"]`).attr('data-value')
  const reasons = (page: Walked) =>
    cardOf(page)
      .find('[data-problem]')
      .get()
      .map((line) => page.$(line).text())

  it('says that nothing waits where all is well', async () => {
    const page = await open(await enter('officer'))
    expect(page.status).to.equal(200)
    expect(page.$('.lead').text()).to.equal('Không có điểm nào đang chờ gửi.')
    expect(figure(page, 'waiting')).to.equal('0')
    expect(page.$('form[action*="retry"]')).to.have.length(0)
  })

  it('counts per platform what waits, arrived and was given up', async () => {
    await owe({ lastProblem: 'answered:503' })
    await owe({ state: 'delivered' })
    await owe({ state: 'abandoned', lastProblem: 'answered:400' })
    await owe({ registrationId: OTHER, state: 'delivered' })
    const page = await open(await enter('auditor'))
    const figures = ['waiting', 'delivered', 'abandoned'].map((name) => figure(page, name))
    expect(figures).to.deep.equal(['1', '1', '1'])
    expect(figure(page, 'delivered', OTHER)).to.equal('1')
    expect(cardOf(page, OTHER).find('.tag').text()).to.equal('Đang tắt')
    expect(page.$('.lead').text()).to.match(/^1 điểm đang chờ gửi/)
  })

  it('says why, the most frequent reason first', async () => {
    await owe({ lastProblem: 'unreachable:ECONNREFUSED' })
    await owe({ lastProblem: 'answered:503' })
    await owe({ lastProblem: 'answered:503' })
    await owe({ state: 'abandoned', lastProblem: 'unreadable' })
    await owe({ tryCount: 0 })
    expect(reasons(await open(await enter('officer')))).to.have.members([
      '2 đang chờ: hệ thống đang gặp lỗi (mã 503)',
      '1 đang chờ: không kết nối được với hệ thống (mã ECONNREFUSED)',
      '1 đang chờ: chưa gửi lần nào',
      '1 đã ngừng gửi: không mở được mã người nhận vì khoá bí mật cũ không còn trong cấu hình',
    ])
    expect(reasons(await open(await enter('auditor')))[0]).to.match(/^2 /)
  })

  it('says since when the oldest waits and when the next is tried', async () => {
    await owe({ nextTryAt: inAnHour() })
    const walker = await enter('officer')
    expect(cardOf(await open(walker)).text()).to.contain('từ 09:00 ngày 23/11/2026')
    expect(cardOf(await open(walker)).text()).to.contain('Lần gửi tới: 11:00 ngày 23/11/2026')
    clock.advance(3_600_000)
    expect(cardOf(await open(walker)).text()).to.contain('Lần gửi tới: ngay bây giờ')
  })

  it('shows nothing by which a pupil could be known', async () => {
    const delivery = await owe({ lastProblem: 'answered:503' })
    const html = (await open(await enter('administrator'))).$.html()
    for (const secret of [delivery.id, delivery.lineItemUrl!, 'v1.sealed', 'learner-1']) {
      expect(html).not.to.contain(secret)
    }
  })

  it('lets an administrator try one platform now, and only that one', async () => {
    const mine = await owe({ nextTryAt: inAnHour() })
    const other = await owe({ registrationId: OTHER, nextTryAt: inAnHour() })
    const walker = await enter('administrator')
    const page = await open(walker)
    const button = '[data-platform="registration-1"] button'
    const after = await walker.press(page, button)
    expect(after.url.pathname).to.equal(PATH)
    expect(after.$('[role="status"]').text()).to.match(/^Đang gửi lại 1 điểm/)
    const { deliveries } = world.deps.storage
    expect((await deliveries.find(mine.id))?.nextTryAt).to.deep.equal(clock.now())
    expect((await deliveries.find(other.id))?.nextTryAt).to.deep.equal(inAnHour())
    const again = await walker.press(page, button)
    expect(again.$('[role="status"]').text()).to.match(/^Không có điểm nào cần gửi lại/)
  })

  it('shows officers and auditors no button, and refuses whoever sends the form anyway', async () => {
    await owe({ nextTryAt: inAnHour() })
    const administrator = await open(await enter('administrator'))
    expect(administrator.$('form[action*="retry"]')).to.have.length(1)
    for (const role of ['officer', 'auditor'] as const) {
      const walker = await enter(role)
      const page = await open(walker)
      expect(page.$('form[action*="retry"]'), role).to.have.length(0)
      const own = page.$('form').first()
      own.attr('action', `${PATH}/retry`).attr('method', 'post')
      expect((await walker.press(page, 'form')).status, role).to.equal(403)
    }
  })

  it('offers no try where the connection is off', async () => {
    await owe({ registrationId: OTHER, lastProblem: 'no-registration' })
    const page = await open(await enter('administrator'))
    expect(figure(page, 'waiting', OTHER)).to.equal('1')
    expect(cardOf(page, OTHER).find('button')).to.have.length(0)
  })

  it('does not know a platform that is none', async () => {
    await owe({ nextTryAt: inAnHour() })
    const walker = await enter('administrator')
    const page = await open(walker)
    const answer = await walker.press(page, '[data-platform] button', { platform: 'nobody' })
    expect(answer.status).to.equal(404)
  })

  it('is an entry of the bar for those who may see it', async () => {
    const link = `.work a[href="${PATH}"]`
    expect((await open(await enter('officer'))).$(link)).to.have.length(1)
    const principal = await enter('principal')
    expect((await open(principal)).status).to.equal(403)
    const home = await principal.open(`${world.url}/sessions`)
    expect(home.$(link)).to.have.length(0)
  })
})
