import { existsSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'

import { expect } from 'chai'

import { createRegistry, type Registration, type RegistrationId } from '../../src/lti/index.ts'
import { aLogger } from '../support/a-logger.ts'
import { aRegistration } from '../support/a-registration.ts'
import { aSchool } from '../support/a-school.ts'
import type { Walked, Walker } from '../support/a-walker.ts'
import { type PlatformsWorld, startPlatformsWorld } from './a-platforms-world.ts'

const FORM = {
  name: 'Moodle Trường Tân Ninh',
  issuer: 'https://lms.example',
  clientId: 'abc123',
  authUrl: 'https://lms.example/mod/lti/auth.php',
  tokenUrl: 'https://lms.example/mod/lti/token.php',
  jwksUrl: 'https://lms.example/mod/lti/certs.php',
  deployments: '1\n2',
}

describe('the pages of connections', () => {
  let world: PlatformsWorld
  let administrator: Walker
  beforeEach(async () => {
    world = await startPlatformsWorld()
    administrator = await world.enter('administrator')
  })
  afterEach(() => world.stop())

  const open = (path: string, walker = administrator) => walker.open(`${world.app.url}${path}`)
  const registry = () => world.app.deps.lti.registry
  const stored = (id = 'registration-1') => registry().byId(id as RegistrationId)!
  const said = ({ $ }: Walked) => $('[role=status], [role=alert]').text().trim()

  async function withOne(overrides: Partial<Registration> = {}): Promise<Walked> {
    await registry().add(aRegistration(overrides))
    return open('/platforms/registration-1')
  }

  describe('the list', () => {
    it('leads an administrator from the bar, and says that there is none yet', async () => {
      const page = await open('/platforms')
      expect(page.$('.work [aria-current]').text()).to.equal('Kết nối')
      expect(page.$('.lead').text()).to.match(/^Chưa có hệ thống nào/)
    })

    it('names the guide for administrators of an LMS, which is there', async () => {
      const { $ } = await open('/platforms')
      const [, guide = 'none'] = /\((.+\.md)\)/.exec($('[data-guide]').text()) ?? []
      expect(existsSync(path.join('docs/guides', guide)), guide).to.equal(true)
    })

    it('marks one entry of the bar only on the page of scores', async () => {
      const page = await open('/platforms/scores')
      expect(page.$('.work [aria-current]').text()).to.equal('Gửi điểm')
    })

    it('shows each with a light, those that wait first', async () => {
      const others = [
        { id: 'b', clientId: 'b', name: 'B đang tắt', state: 'disabled' },
        { id: 'c', clientId: 'c', name: 'C chờ duyệt', state: 'pending' },
        { id: 'd', clientId: 'd', name: 'D', deployments: [{ id: '9', state: 'waiting' }] },
      ] as const
      await registry().add(aRegistration({ name: 'A' }))
      for (const { id, ...one } of others) {
        await registry().add(aRegistration({ ...one, id: id as RegistrationId }))
      }
      const { $ } = await open('/platforms')
      const rows = $('[data-platform]')
        .get()
        .map((row) => [$(row).find('a').text(), $(row).find('[data-light]').attr('data-light')])
      expect(rows).to.deep.equal([
        ['C chờ duyệt', 'pending'],
        ['D', 'bad'],
        ['A', 'todo'],
        ['B đang tắt', 'disabled'],
      ])
      expect($('[data-platform="d"]').text()).to.contain('1 điểm cài đặt chờ cho phép')
    })

    it('finds by name without diacritics and by issuer, a hundred a page', async () => {
      for (let count = 100; count <= 201; count += 1) {
        const id = `r${count}` as RegistrationId
        const name = `Trường số ${count}`
        await world.app.deps.storage.lti.registrations.add(
          aRegistration({ id, clientId: id, name }),
        )
      }
      await registry().reload()
      const first = await open('/platforms')
      expect(first.$('[data-platform]')).to.have.length(100)
      const second = await administrator.follow(first, 'p > a.button.quiet')
      expect(second.$('[data-platform]')).to.have.length(2)
      expect((await open('/platforms?q=truong+so+150')).$('[data-platform]')).to.have.length(1)
      expect((await open('/platforms?q=r150')).$('[data-platform]')).to.have.length(1)
      expect((await open('/platforms?q=nowhere')).$('.lead').text()).to.match(/^Không có kết nối/)
    })

    it('shows what strangers tried, in our own words', async () => {
      await fetch(`${world.app.url}/lti/login?iss=https://evil.example&login_hint=1`)
      const { $ } = await open('/platforms')
      expect($('[data-strangers] [data-refusal]').attr('data-refusal')).to.equal(
        'login-unknown-registration',
      )
      expect($('main').text()).not.to.contain('evil.example')
    })
  })

  describe('adding by hand', () => {
    it('adds what the command line adds, and says what to do next', async () => {
      const form = await open('/platforms/new')
      expect(form.$('[data-address="redirectUrl"]').text()).to.contain(
        `${world.app.url}/lti/launch`,
      )
      const page = await administrator.press(form, 'form[data-add]', {
        ...FORM,
        school: aSchool().code,
        trust: ['custom', 'nonsense'],
      })
      expect(said(page)).to.match(/^Đã thêm kết nối/)
      const [registration] = registry().all()
      const { deployments: _deployments, ...typed } = FORM
      expect(registration).to.deep.include({
        ...typed,
        schoolCode: aSchool().code,
        trust: ['custom'],
        state: 'active',
        deployments: [
          { id: '1', state: 'allowed' },
          { id: '2', state: 'allowed' },
        ],
      })
      expect(page.url.pathname).to.equal(`/platforms/${registration?.id ?? ''}`)
    })

    it('adds one connection however often the button is pressed', async () => {
      const form = await open('/platforms/new')
      await administrator.press(form, 'form[data-add]', FORM)
      const again = await administrator.press(form, 'form[data-add]', FORM)
      expect(said(again)).to.match(/^Đã thêm kết nối/)
      expect(registry().all()).to.have.length(1)
      const other = await administrator.press(form, 'form[data-add]', { ...FORM, name: 'Khác' })
      expect(other.status).to.equal(409)
    })

    const wrong: readonly (readonly [string, Readonly<Record<string, string>>, RegExp])[] = [
      ['a missing field', { clientId: '' }, /clientId/],
      ['an address that is none', { authUrl: 'file:///etc' }, /.+/],
      ['an issuer that is none', { issuer: 'lms' }, /.+/],
      ['a school that no list has', { school: '999' }, /mã trường/],
      ['a deployment id beyond ASCII', { deployments: 'một' }, /một/],
    ]
    for (const [name, change, words] of wrong) {
      it(`refuses ${name} beside the form, with everything typed kept`, async () => {
        const form = await open('/platforms/new')
        const page = await administrator.press(form, 'form[data-add]', { ...FORM, ...change })
        expect(page.status).to.equal(422)
        expect(said(page)).to.match(words)
        expect(page.$('[name=name]').val()).to.equal(FORM.name)
        expect(page.$('[name=tokenUrl]').val()).to.equal(FORM.tokenUrl)
        expect(registry().all()).to.deep.equal([])
      })
    }
  })

  describe('one connection', () => {
    it('shows every address that it has and that it needs', async () => {
      const { $ } = await withOne()
      const values = (of: string) =>
        $(`[data-addresses=${of}] code`)
          .get()
          .map((code) => $(code).text())
      const { id, issuer, clientId, authUrl, tokenUrl, jwksUrl } = aRegistration()
      expect(values('theirs')).to.deep.equal([id, issuer, clientId, authUrl, tokenUrl, jwksUrl])
      const ours = `${world.app.url}/lti`
      expect(values('ours')).to.deep.equal([
        ...[`${ours}/launch`, `${ours}/login`, `${ours}/launch`, `${ours}/launch`, `${ours}/jwks`],
      ])
    })

    it('allows a waiting deployment, which stands first, and blocks it again', async () => {
      const page = await withOne({
        deployments: [
          { id: '1', state: 'allowed' },
          { id: '7', state: 'waiting' },
        ],
      })
      expect(page.$('[data-deployment]').first().attr('data-deployment')).to.equal('7')
      const form = '[data-deployment="7"] form'
      const allowed = await administrator.press(page, form, { state: 'allowed' })
      expect(said(allowed)).to.match(/^Đã cho phép điểm cài đặt/)
      expect(stored().deployments).to.deep.include({ id: '7', state: 'allowed' })
      const again = await administrator.press(page, form, { state: 'allowed' })
      expect(said(again)).to.match(/^Đã cho phép/)
      const blocked = await administrator.press(page, form, { state: 'blocked' })
      expect(said(blocked)).to.match(/^Đã chặn/)
      expect(stored().deployments).to.deep.include({ id: '7', state: 'blocked' })
    })

    it('allows a deployment ahead of its first launch, and refuses what is no id', async () => {
      const page = await withOne()
      await administrator.press(page, '[data-add-deployment]', { deployment: ' 42 ' })
      expect(stored().deployments).to.deep.include({ id: '42', state: 'allowed' })
      const wrong = await administrator.press(page, '[data-add-deployment]', { deployment: 'ổ' })
      expect(wrong.status).to.equal(422)
    })

    it('switches off, on, and approves what waits', async () => {
      const page = await withOne({ state: 'pending' })
      expect(page.$('[data-platform-state]').attr('data-platform-state')).to.equal('pending')
      const form = '[data-platform-state] form'
      const on = await administrator.press(page, form, { state: 'active' })
      expect(said(on)).to.equal('Kết nối đang bật.')
      expect(stored().state).to.equal('active')
      const off = await administrator.press(on, form, { state: 'disabled' })
      expect(said(off)).to.match(/^Kết nối đã tắt/)
      expect(stored().state).to.equal('disabled')
      expect((await administrator.press(off, form, { state: 'pending' })).status).to.equal(400)
    })

    it('tells the later of two administrators that it was decided already', async () => {
      const page = await withOne({ state: 'pending' })
      const other = await world.enter('administrator')
      const others = await open('/platforms/registration-1', other)
      const form = '[data-platform-state] form'
      const pressed = await Promise.all([
        administrator.press(page, form, { state: 'active' }),
        other.press(others, form, { state: 'disabled' }),
      ])
      expect(pressed.map(({ status }) => status).toSorted()).to.deep.equal([200, 409])
      const late = pressed.find(({ status }) => status === 409)!
      expect(said(late)).to.match(/^Kết nối này không còn chờ duyệt/)
      expect(late.$('[data-platform-state]').attr('data-platform-state')).to.equal(stored().state)
    })

    it('changes name, school, trust and frame origins, which the headers then carry', async () => {
      const page = await withOne()
      const changed = await administrator.press(page, '[data-settings]', {
        name: 'Moodle mới',
        school: aSchool().code,
        trust: ['course'],
        frameOrigins: 'https://cloud.example\nhttps://lms.example:8443',
      })
      expect(said(changed)).to.equal('Đã lưu thông tin của kết nối.')
      expect(stored()).to.deep.include({
        name: 'Moodle mới',
        schoolCode: aSchool().code,
        trust: ['course'],
        frameOrigins: ['https://cloud.example', 'https://lms.example:8443'],
      })
      const { headers } = await fetch(`${world.app.url}/help`)
      expect(headers.get('content-security-policy')).to.contain('https://cloud.example')
      const emptied = { name: 'Moodle mới', school: '', trust: [], frameOrigins: '' }
      await administrator.press(changed, '[data-settings]', emptied)
      expect(stored().schoolCode ?? '').to.equal('')
      expect(stored().frameOrigins).to.deep.equal([])
    })

    it('keeps what was typed where one origin is refused, and changes nothing', async () => {
      const page = await withOne()
      const refused = await administrator.press(page, '[data-settings]', {
        name: 'Tên khác',
        frameOrigins: 'https://good.example\nhttps://*.edu.vn',
      })
      expect(refused.status).to.equal(422)
      expect(said(refused)).to.contain('https://*.edu.vn')
      expect(refused.$('[name=frameOrigins]').val()).to.contain('https://good.example')
      expect(refused.$('[data-settings] [name=name]').val()).to.equal('Tên khác')
      expect(stored().name).to.equal('Moodle thử nghiệm')
    })

    it('switches counting on and off, and says what it keeps', async () => {
      const page = await withOne()
      expect(page.$('[data-members]').attr('data-members')).to.equal('off')
      const on = await administrator.press(page, '[data-members] form', { count: 'yes' })
      expect(stored().countsMembers).to.equal(true)
      expect(on.$('[data-members]').text()).to.contain('chỉ giữ con số')
      await administrator.press(on, '[data-members] form', { count: 'no' })
      expect(stored().countsMembers).to.equal(false)
    })

    it('tries the keys on a button, and says when they cannot be had', async () => {
      const page = await withOne({ jwksUrl: 'http://127.0.0.1:9/certs' })
      const tried = await administrator.press(page, '[data-self-test] form')
      expect(said(tried)).to.match(/^Chưa lấy được khoá công khai/)
    })

    it('is seen by another process within two seconds', async () => {
      const page = await withOne()
      const { registrations } = world.app.deps.storage.lti
      const other = createRegistry({ registrations, logger: aLogger().logger })
      await other.reload()
      other.poll.start()
      await administrator.press(page, '[data-platform-state] form', { state: 'disabled' })
      const until = Date.now() + 2000
      const seen = () => other.byId(stored().id)?.state
      while (seen() !== 'disabled' && Date.now() < until) await delay(50)
      await other.poll.stop()
      expect(seen()).to.equal('disabled')
    })

    it('does not know one that is none, nor says anything that the address made up', async () => {
      expect((await open('/platforms/nobody')).status).to.equal(404)
      await withOne()
      const page = await open('/platforms/registration-1?done=constructor')
      expect(said(page)).to.equal('')
    })
  })

  for (const role of ['officer', 'auditor', 'principal'] as const) {
    it(`is closed to a ${role}, pages and forms alike`, async () => {
      const page = await withOne()
      const walker = await world.enter(role)
      expect((await open('/platforms/registration-1', walker)).status).to.equal(403)
      const own = await open('/staff/me', walker)
      own.$('form').attr('action', '/platforms/registration-1/state').attr('method', 'post')
      expect((await walker.press(own, 'form', { state: 'disabled' })).status).to.equal(403)
      expect(page.status).to.equal(200)
      expect(stored().state).to.equal('active')
    })
  }
})
