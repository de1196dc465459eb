import { expect } from 'chai'
import { load } from 'cheerio'

import { aBrowser, aScore, aWorld, sendScore, type World } from './world.ts'

describe('demo LMS: pages', () => {
  let world: World

  beforeEach(async () => {
    world = await aWorld()
  })
  afterEach(() => world.stop())

  async function visitAs(username: string, path: string) {
    const browser = aBrowser()
    await browser.visit(world.lms.personLink(username))
    const response = await browser.visit(`${world.lms.url}${path}`)
    return { response, $: load(await response.text()) }
  }

  it('one link signs a person in and opens the course', async () => {
    const browser = aBrowser()
    const entry = await browser.visit(world.lms.personLink('gv.lan'))
    expect([entry.status, entry.headers.get('location')]).to.deep.equal([303, '/course'])
    const page = await (await browser.visit(`${world.lms.url}/course`)).text()
    expect(page).to.include('Trần Thị Lan').and.to.include('72000412-4A')
  })

  it('a link may open one activity at once', async () => {
    const entry = await aBrowser().visit(world.lms.personLink('hs.an', '2'))
    expect(entry.headers.get('location')).to.equal('/activities/2')
  })

  it('makes no link for a stranger or for an activity that is not there', () => {
    expect(() => world.lms.personLink('nobody')).to.throw('nobody')
    expect(() => world.lms.personLink('hs.an', '9')).to.throw('no activity 9')
  })

  it('the chooser shows four people', async () => {
    const { $ } = await visitAs('hs.an', '/')
    expect($('.people a')).to.have.length(4)
    expect($('[aria-current]').text()).to.include('Nguyễn Hải An')
  })

  it('the course lists every activity', async () => {
    const { $ } = await visitAs('hs.an', '/course')
    const ids = $('[data-activity]').toArray()
    expect(ids.map((link) => link.attribs['data-activity'])).to.deep.equal(world.lms.activityIds())
  })

  it('an activity frames the tool by way of the login request, and offers a new window', async () => {
    const { $ } = await visitAs('hs.an', '/activities/1')
    expect($('iframe').attr('src')).to.equal('/mod/lti/launch.php?id=2')
    expect($('iframe').attr('allow')).to.include('autoplay http://localhost:4999')
    expect($('[data-window]').attr('target')).to.equal('_blank')
    expect($('[data-window]').text()).to.equal('Mở trong cửa sổ mới')
  })

  it('a frame of another site is allowed, another site that frames the LMS is not', async () => {
    const policy = (await visitAs('hs.an', '/activities/1')).response.headers.get(
      'content-security-policy',
    )
    expect(policy).to.include('frame-src *').and.to.include("frame-ancestors 'self'")
  })

  it('the gradebook shows teacher and manager the whole class', async () => {
    await sendScore(world, aScore({ scoreGiven: 85 }))
    for (const username of ['gv.lan', 'ql.hung']) {
      const { $ } = await visitAs(username, '/gradebook')
      expect($('tr[data-username]')).to.have.length(2)
      const cell = $('tr[data-username="hs.an"] td[data-activity="1"]')
      expect(cell.attr('data-score')).to.equal('8.5')
      expect(cell.text()).to.include('8,5/10')
    }
  })

  it('the gradebook shows a pupil the own row only', async () => {
    const { $ } = await visitAs('hs.binh', '/gradebook')
    const rows = $('tr[data-username]').toArray()
    expect(rows.map((row) => row.attribs['data-username'])).to.deep.equal(['hs.binh'])
  })

  it('every page says demo, in Vietnamese, and asks no other host for anything', async () => {
    for (const path of ['/', '/course', '/activities/1', '/gradebook', '/nowhere']) {
      const { $ } = await visitAs('gv.lan', path)
      expect($('html').attr('lang'), path).to.equal('vi')
      expect($('title').text(), path).to.include('demo')
      const loaded = $('[src], link[href]')
        .toArray()
        .map((one) => one.attribs['src'] ?? one.attribs['href'])
      expect(
        loaded.filter((url) => !url?.startsWith('/')),
        path,
      ).to.deep.equal([])
      expect($('[style], style, script:not([src])'), path).to.have.length(0)
    }
  })

  it('a tool renamed activity is not code', async () => {
    world.lms.state.lineItems[0]!.label = '<script>alert(1)</script>'
    const { $ } = await visitAs('hs.an', '/course')
    expect($('main script')).to.have.length(0)
  })
})
