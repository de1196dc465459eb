import { once } from 'node:events'
import { get, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text as consume } from 'node:stream/consumers'

import { expect } from 'chai'
import { load } from 'cheerio'
import express from 'express'
import supertest from 'supertest'

import { createRenderer, createTexts, type RenderPage, type WebPages } from '../../src/web/index.ts'

const { renderPage } = createRenderer({
  texts: createTexts(),
  assetUrl: (file) => `/assets/v1/${file}`,
})

async function drawn(model: WebPages['errors/page'], url = '/somewhere?a=1') {
  const app = express()
  app.use((_req, res) => {
    const render: RenderPage<WebPages> = renderPage
    render(res, 'errors/page', model)
  })
  return load((await supertest(app).get(url)).text)
}

const page = { title: 'Có lỗi', whatToDo: 'Thử lại', code: 'internal', errorId: 'abc' }

describe('renderPage', () => {
  it('puts the layout around the page', async () => {
    const $ = await drawn(page)
    expect($('html').attr('lang')).to.equal('vi')
    expect($('title').text()).to.equal('Có lỗi · Lá Chắn')
    expect($('main h1').text()).to.equal('Có lỗi')
  })

  it('escapes whatever a model holds', async () => {
    const $ = await drawn({ ...page, title: '<img src=x onerror=alert(1)>', code: '"><b>' })
    expect($('main img, main b')).to.have.length(0)
    expect($('h1').text()).to.equal('<img src=x onerror=alert(1)>')
    expect($('section').attr('data-error')).to.equal('"><b>')
  })

  it('draws emoji, and leaves them out of the title', async () => {
    const $ = await drawn({ ...page, title: '🎁 Quà' })
    expect($('h1 img.emoji').attr('src')).to.equal('/assets/v1/emoji/wrapped-gift.svg')
    expect($('title').text()).to.equal('Quà · Lá Chắn')
  })

  it('has help, quick exit and 111 on every page', async () => {
    const $ = await drawn(page)
    expect($('.bar [data-help]').text()).to.equal('Em cần giúp')
    expect($('.bar [data-exit]').attr('href')).to.equal('/exit')
    expect($('footer a[href="tel:111"]').text()).to.equal('111')
  })

  it('lets help lead back to where one is', async () => {
    const $ = await drawn(page)
    expect($('.bar [data-help]').attr('href')).to.equal('/help?from=%2Fsomewhere%3Fa%3D1')
    const onHelp = await drawn(page, '/help?from=/modules')
    expect(onHelp('.bar [data-help]').attr('href')).to.equal('/help?from=/modules')
  })

  it('repeats no address of LTI, which carries one-time tokens, however it is written', async () => {
    for (const url of ['/lti/register?invite=secret', '/LTI/register?invite=secret']) {
      expect((await drawn(page, url))('.bar [data-help]').attr('href')).to.equal('/help')
    }
  })

  it('repeats no whole address, which a request may carry instead of a path', async () => {
    const app = express().use((_req, res) => {
      const render: RenderPage<WebPages> = renderPage
      render(res, 'errors/page', page)
    })
    const server = app.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    const path = `http://127.0.0.1:${port}/lti/register?invite=secret`
    const [answer] = (await once(get({ port, path }), 'response')) as [IncomingMessage]
    const text = await consume(answer)
    server.close()
    expect(load(text)('.bar [data-help]').attr('href')).to.equal('/help')
    expect(text).not.to.contain('secret')
  })

  it('is plain where the page names no mood', async () => {
    expect((await drawn(page))('html').attr('class')).to.equal('plain')
    expect((await drawn({ ...page, mood: 'child' }))('html').attr('class')).to.equal('child')
  })

  it('takes style, script and drawings from us, with their version', async () => {
    const $ = await drawn(page)
    expect($('link[rel=stylesheet]').attr('href')).to.equal('/assets/v1/look.css')
    expect($('script').attr('src')).to.equal('/assets/v1/exit.js')
  })
})

describe('renderShared', () => {
  function appWith(locals: object, models: WebPages['help/exit'][]) {
    const { renderShared } = createRenderer({ texts: createTexts(), assetUrl: (file) => file })
    const render: RenderPage<WebPages> = renderShared
    const app = express()
    app.use((_req, res) => {
      Object.assign(res.locals, locals)
      render(res, 'help/exit', models.shift() ?? { title: 'hết' })
    })
    return supertest(app)
  }

  it('sends the same page again, and another one for another model or address', async () => {
    const one = { title: 'Một' }
    const app = appWith({}, [one, one, { title: 'Hai' }, one])
    const texts = []
    for (const url of ['/a', '/a', '/a', '/b']) texts.push((await app.get(url)).text)
    expect(texts[1]).to.equal(texts[0])
    expect(load(texts[2] ?? '')('title').text()).to.equal('Hai · Lá Chắn')
    expect(load(texts[3] ?? '')('.bar [data-help]').attr('href')).to.equal('/help?from=%2Fb')
  })

  it('has nothing of the visit that asked first', async () => {
    const bar = { links: [{ url: '/coverage', label: 'Của riêng', isHere: false }] }
    const { text } = await appWith({ formToken: 'token-1', bar }, []).get('/a')
    expect(text).not.to.contain('token-1')
    expect(text).not.to.contain('Của riêng')
  })
})
