import { expect } from 'chai'
import { load } from 'cheerio'

import { aContentFolder, MORE_MODULES } from '../support/a-content-folder.ts'
import { launch, type LaunchBench, startLaunchBench } from '../support/a-launch.ts'
import {
  answerForm,
  type Choosing,
  DL,
  launchToChoose,
  readAnswer,
} from '../support/a-links-launch.ts'
import { aSample, type Claims } from '../support/a-sample.ts'

describe('the picker of modules', () => {
  const content = aContentFolder(MORE_MODULES)
  let bench: LaunchBench
  before(async () => {
    bench = await startLaunchBench({ env: { CONTENT_DIRS: content.dirs } })
  })
  after(async () => {
    await bench.stop()
    content.remove()
  })

  const choose = (settings: Claims = {}) => launchToChoose(bench, { settings })
  const pageOf = async (choosing: Choosing, path?: string) => load((await choosing.open(path)).text)
  const idsIn = ($: ReturnType<typeof load>, selector = 'input[name=module]') =>
    $(selector)
      .map((_index, input) => $(input).val() as string)
      .toArray()
  const itemsOf = async (page: Awaited<ReturnType<Choosing['press']>>) =>
    (await readAnswer(bench, answerForm(page).jwt)).items

  it('offers every module as an input valued by its id', async () => {
    const $ = await pageOf(await choose())
    expect(idsIn($)).to.have.members(['B2', 'B5', 'C1'])
    expect($('input[name=module]').attr('type')).to.equal('checkbox')
    expect($('input[name=mode]:checked').val()).to.equal('learn')
    expect($('label:has([value=B5])').text()).to.include('Lớp 4–5 · 25 phút · 4.2.CB2 · 3.3.CB2')
  })

  it('sends several at once, each with its line item of 100', async () => {
    const items = await itemsOf(await (await choose()).press({ module: ['B5', 'C1'] }))
    expect(items.map(({ custom }) => custom)).to.deep.equal([
      { module: 'B5', mode: 'learn' },
      { module: 'C1', mode: 'learn' },
    ])
    expect(items.map(({ lineItem }) => lineItem)).to.deep.equal([
      {
        label: 'Quà lạ, đường liên kết lạ',
        scoreMaximum: 100,
        resourceId: 'B5',
        tag: 'la-chan',
      },
      {
        label: 'Mật khẩu mạnh, tài khoản vững',
        scoreMaximum: 100,
        resourceId: 'C1',
        tag: 'la-chan',
      },
    ])
    expect(items[0]).to.deep.include({
      type: 'ltiResourceLink',
      title: 'Quà lạ, đường liên kết lạ',
      text: 'Lớp 4–5 · 25 phút',
      url: `${bench.app.url}/lti/launch`,
    })
  })

  it('sends them for the projector in a window, and says so in the title', async () => {
    const [item] = await itemsOf(await (await choose()).press({ module: 'B5', mode: 'present' }))
    expect(item).to.deep.include({
      title: 'Quà lạ, đường liên kết lạ (trình chiếu)',
      custom: { module: 'B5', mode: 'present' },
      window: { targetName: '_blank' },
    })
  })

  it('keeps the choice while filtering, also what the filter hides', async () => {
    const choosing = await choose()
    const fields = { module: ['B5', 'C1'], mode: 'present', grade: '6', filter: '1' }
    const { status, location } = await choosing.press(fields)
    expect(status).to.equal(303)
    expect(location).to.equal('/links?grade=6&module=B5&module=C1&mode=present')
    const $ = await pageOf(choosing, location)
    expect(idsIn($)).to.deep.equal(['B5', 'C1'])
    expect(idsIn($, 'input[name=module]:checked')).to.deep.equal(['B5', 'C1'])
    expect($('input[name=mode]:checked').val()).to.equal('present')
    expect($('legend').text()).to.include('Đã chọn, nằm ngoài bộ lọc').and.include('1 bài phù hợp')
  })

  it('shows every filter that it goes by, a strange one too', async () => {
    const $ = await pageOf(await choose(), '/links?grade=1&strand=<x>&slot=25')
    const shown = ['grade', 'strand', 'nls', 'slot'].map((name) => $(`[name=${name}]`).val())
    expect(shown).to.deep.equal(['1', '<x>', '', '25'])
  })

  it('says what to do where no module fits', async () => {
    const $ = await pageOf(await choose(), '/links?grade=6&strand=bullying')
    expect(idsIn($)).to.deep.equal([])
    expect($('legend').text()).to.include('Không có bài nào hợp với các điều kiện lọc')
  })

  it('shows one module before it is chosen, and comes back with the choice', async () => {
    const choosing = await choose()
    const { location } = await choosing.press({ module: 'C1', preview: 'B5' })
    expect(location).to.equal('/links/preview/B5?module=C1')
    const $ = await pageOf(choosing, location)
    expect($('h1').text()).to.equal('Quà lạ, đường liên kết lạ')
    expect($('a[rel=next]').attr('href')).to.equal('/links?module=C1&module=B5')
    expect($('.back').attr('href')).to.equal('/links?module=C1')
    const chosen = await pageOf(choosing, '/links/preview/B5?module=B5')
    expect(chosen('.said').text()).to.equal('Bài này đã được chọn.')
    expect((await choosing.open('/links/preview/X9')).errorCode).to.equal('module-not-found')
    expect((await choosing.open('/modules/B5/steps/1')).status).to.equal(200)
    expect((await choosing.open('/modules/B5')).text).to.include('href="/links"')
  })

  describe('says in Vietnamese what is wrong', () => {
    const problemOf = (page: Awaited<ReturnType<Choosing['press']>>) => {
      expect(page.status).to.equal(422)
      expect(answerForm(page).jwt).to.equal('')
      return load(page.text)('[data-problem]').text()
    }

    it('where nothing is chosen', async () => {
      expect(problemOf(await (await choose()).press({}))).to.include('Chưa chọn bài nào.')
    })

    it('where a module is not there, keeping the others', async () => {
      const page = await (await choose()).press({ module: ['B5', 'X9'], grade: '4' })
      expect(problemOf(page)).to.include('không còn trong danh mục')
      expect(idsIn(load(page.text), 'input[name=module]:checked')).to.deep.equal(['B5'])
      expect(load(page.text)('select[name=grade]').val()).to.equal('4')
    })

    it('where several are chosen and the platform takes one', async () => {
      const choosing = await choose({ accept_multiple: false })
      const $ = await pageOf(choosing)
      expect($('input[name=module]').attr('type')).to.equal('radio')
      expect($('.ticks').text()).to.include('nhận mỗi lần một bài')
      const page = await choosing.press({ module: ['B5', 'C1'] })
      expect(problemOf(page)).to.include('Hãy giữ lại một bài')
      expect(await itemsOf(await choosing.press({ module: 'C1' }))).to.have.length(1)
    })
  })

  it('brings no line item where the platform takes none, and says so', async () => {
    const choosing = await choose({ accept_lineitem: false })
    expect((await pageOf(choosing))('.ticks').text()).to.include('không nhận cột điểm')
    const [item] = await itemsOf(await choosing.press({ module: 'B5' }))
    expect(item).not.to.have.property('lineItem')
  })

  it('honours the document targets of the platform', async () => {
    const choosing = await choose({ accept_presentation_document_targets: ['iframe'] })
    const [item] = await itemsOf(await choosing.press({ module: 'B5', mode: 'present' }))
    expect(item).not.to.have.any.keys('iframe', 'window')
  })

  it('goes back with nothing where the teacher wants none', async () => {
    const page = await (await choose({ data: 'd' })).press({ module: 'B5', cancel: '1' })
    const { items, payload } = await readAnswer(bench, answerForm(page).jwt)
    expect(items).to.deep.equal([])
    expect(payload[`${DL}/data`]).to.equal('d')
  })

  it('gives a second press the same links again, for the platform to take once', async () => {
    const choosing = await choose()
    const [first, second] = await Promise.all([
      choosing.press({ module: 'B5' }),
      choosing.press({ module: 'B5' }),
    ])
    expect(await itemsOf(first)).to.deep.equal(await itemsOf(second))
  })

  it('escapes what a module is called', async () => {
    const page = await (await choose()).press({ module: 'B2' })
    expect(page.text).to.include('Bạn &#34;thân&#34; &lt;trên mạng&gt; &amp; em')
  })

  it('refuses a form that is not ours', async () => {
    const choosing = await choose()
    const page = await choosing.browser.send('/links', { form: 'module=B5' })
    expect([page.status, page.errorCode]).to.deep.equal([403, 'form-not-proven'])
    const form = { form: 'module=B5', headers: { origin: 'https://evil.example' } }
    expect((await choosing.browser.send('/links', form)).errorCode).to.equal('form-not-proven')
  })

  it('tells whoever was not sent to choose where to begin', async () => {
    const { browser } = await choose()
    await bench.app.deps.storage.visits.sweep(new Date('2100-01-01'))
    const gone = await browser.send('/links')
    expect([gone.status, gone.errorCode]).to.deep.equal([401, 'visit-expired'])
    const late = await browser.send('/links', { form: 'module=B5' })
    expect([late.status, late.errorCode]).to.deep.equal([401, 'visit-expired'])
  })

  it('says nothing of a choice to a teacher who opened a lesson', async () => {
    const browser = bench.newBrowser()
    await launch(bench, { browser, sample: aSample('teacher-gv.lan') })
    const page = await browser.send('/links')
    expect([page.status, page.errorCode]).to.deep.equal([404, 'links-not-asked'])
    expect((await browser.send('/modules')).text).not.to.include('href="/links"')
    expect((await browser.send('/review')).errorCode).to.equal('review-not-asked')
  })
})
