import { expect } from 'chai'
import { load } from 'cheerio'
import { Linter } from 'eslint'

import { createOfflinePack } from '../../../src/handouts/offline/offline-pack.ts'
import { createTexts } from '../../../src/web/index.ts'
import { type PresentApp, startPresentApp } from '../../support/a-present-app.ts'

const MOST_KILOBYTES = 600
// What a code has room for: views/assets/offline-code.js.
const MOST_SLIDES = 127
const MOST_ROWS = 8

/** Addresses that nothing is loaded from: names of formats. */
const NAMES = /^https?:\/\/(www\.)?w3\.org\//

describe('the offline pack', () => {
  let app: PresentApp
  const packs = new Map<string, string>()

  before(async function () {
    this.timeout(60_000) // two dozen modules
    app = await startPresentApp()
    const cookie = await app.cookieOf()
    for (const { id } of app.deps.catalogue.list()) {
      const answer = await fetch(`${app.url}/modules/${id}/offline.html`, { headers: { cookie } })
      expect(answer.status, id).to.equal(200)
      packs.set(id, await answer.text())
    }
  })
  after(() => app.stop())

  const each = (check: (html: string, id: string) => void) => packs.forEach(check)

  it('is there for all 24 modules and no larger than a slow line can bear', function () {
    expect(packs.size).to.equal(24)
    const sizes = [...packs].map(([id, html]) => [id, Buffer.byteLength(html) / 1024] as const)
    const [largest] = sizes.toSorted(([, one], [, other]) => other - one)
    this.test!.title += ` (the largest: ${largest![0]}, ${Math.round(largest![1])} KB)`
    expect(sizes.filter(([, kilobytes]) => kilobytes > MOST_KILOBYTES)).to.deep.equal([])
  })

  it('is made once, however often it is pressed, and anew for another catalogue', async () => {
    const { catalogue, assets } = app.deps
    let drawn = 0
    const drawPage = () => `<p>${(drawn += 1)}</p>`
    const rest = { publicUrl: 'https://lachan.example', texts: createTexts(), drawPage }
    const packOf = createOfflinePack({ catalogue, assets, ...rest })
    const module = catalogue.get('B5')
    expect(await packOf(module)).to.equal('<p>1</p>')
    expect(await packOf(module)).to.equal('<p>1</p>')
    expect(await packOf({ ...module })).to.equal('<p>2</p>')
  })

  it('is a download with the module and version in its name', async () => {
    const cookie = await app.cookieOf()
    const { headers } = await fetch(`${app.url}/modules/B5/offline.html`, { headers: { cookie } })
    expect(headers.get('content-disposition')).to.equal('attachment; filename=la-chan-B5-1.html')
    expect(headers.get('content-type')).to.equal('text/html; charset=utf-8')
  })

  it('is for whoever may see the teacher’s page, which offers it, and for no pupil', async () => {
    const page = load((await app.send('/modules/B5')).text)
    expect(page('#take-away a[href="/modules/B5/offline.html"]')).to.have.lengthOf(1)
    const cookie = await app.cookieOf({ role: 'learner' })
    const { status } = await fetch(`${app.url}/modules/B5/offline.html`, { headers: { cookie } })
    expect(status).to.equal(403)
  })

  it('loads nothing: all that it shows stands in it', () => {
    each((html, id) => {
      const $ = load(html)
      const loaded = $('[src], link[href], object, iframe, use, image')
        .toArray()
        .map((element) => $(element).attr('src') ?? $(element).attr('href') ?? element.tagName)
        .filter((url) => !url.startsWith('data:'))
      expect(loaded, id).to.deep.equal([])
      expect(html, id).not.to.match(/@import|url\((?!['"]?data:)/)
      expect($('img').length, id).to.be.greaterThan(1)
    })
  })

  it('names no address but ours and links that a browser does not follow by itself', () => {
    each((html, id) => {
      const script = load(html)('script, style').text()
      const addresses = script.match(/https?:\/\/[^\s"'`)<]+/g) ?? []
      expect(
        addresses.filter((one) => !NAMES.test(one)),
        id,
      ).to.deep.equal([])
      expect(html.includes(`${app.url}/sessions/late?code=`), id).to.equal(true)
    })
  })

  it('speaks to grown-ups as grown-ups', () => {
    const endOf = (id: string) => load(packs.get(id)!)('.screen-end').text()
    expect(endOf('T2')).not.to.equal(endOf('B5'))
    expect(endOf('T2')).not.to.match(/(^|[^\p{L}])em([^\p{L}]|$)/u)
  })

  it('may load nothing even if a mistake asked it to', () => {
    each((html) => {
      const policy = load(html)('meta[http-equiv="Content-Security-Policy"]').attr('content')
      expect(policy).to.match(/^default-src 'none'; img-src data:;/)
      expect(policy).not.to.match(/https?:|connect-src/)
    })
  })

  it('carries nobody’s token', () => {
    each((html) => {
      const proofs = load(html)('[name="_visit"]')
        .toArray()
        .map(({ attribs }) => attribs['value'])
      expect(proofs.every((one) => one === '')).to.equal(true)
      expect(html).not.to.include('data-proof')
    })
  })

  it('is written in the JavaScript of 2017', () => {
    const linter = new Linter()
    const $ = load(packs.get('B5')!)
    const scripts = $('script').toArray()
    expect(scripts.length).to.be.greaterThan(4)
    for (const script of scripts) {
      const languageOptions = { ecmaVersion: 2017, sourceType: 'script' } as const
      const text = $(script).text()
      expect(text.length).to.be.greaterThan(500)
      const messages = linter.verify(text, { languageOptions })
      expect(messages).to.deep.equal([])
    }
  })

  it('has no more slides, votes and rows than its code can tell', () => {
    each((html, id) => {
      const $ = load(html)
      expect(Number($('[data-slides]').attr('data-slides')), id).to.be.at.most(MOST_SLIDES)
      const ballots = $('[data-ballot]').toArray()
      expect(ballots.length, id).to.be.within(1, MOST_SLIDES)
      const rows = ballots.map((ballot) => $(ballot).find('[data-row]').length)
      expect(Math.max(...rows), id).to.be.at.most(MOST_ROWS)
      const ids = ballots.map(({ attribs }) => attribs['data-ballot'])
      expect(new Set(ids).size, id).to.equal(ids.length)
    })
  })
})
