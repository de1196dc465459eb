import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { expect } from 'chai'
import type { Browser, BrowserContext, Page } from 'playwright-core'

import { createApp } from '../../src/app.ts'
import { type LessonApp, startLessonApp } from '../support/a-lesson-app.ts'
import { describeInChromium, launchChromium } from '../support/chromium.ts'
import { photograph } from '../support/photograph.ts'

const VIETNAMESE = { lang: 'vi-VN', name: 'Linh', localService: true }
const ENGLISH = { lang: 'en-US', name: 'Sam', localService: true }

interface Voices {
  readonly soon?: readonly object[]
  readonly late?: readonly object[]
  /** What each sentence ends with. */
  readonly answer?: 'end' | 'interrupted' | 'synthesis-failed' | 'nothing'
}

/** A voice that says nothing and writes down what it was asked to say. Runs in the page, so it is text. */
function fakeSpeech({ soon = [], late = [], answer = 'nothing' }: Voices): string {
  return `
    let voices = ${JSON.stringify(soon)}
    window.said = []
    window.cancelled = 0
    window.SpeechSynthesisUtterance = function (text) { this.text = text }
    const synth = {
      getVoices: () => voices,
      cancel: () => void (window.cancelled += 1),
      speak(one) {
        window.said.push({ text: one.text, lang: one.lang, rate: one.rate })
        if (one.onstart) one.onstart({})
        const answer = ${JSON.stringify(answer)}
        if (answer === 'end') setTimeout(() => one.onend({}), 0)
        if (/-|ed$/.test(answer)) setTimeout(() => one.onerror({ error: answer }), 0)
      },
    }
    Object.defineProperty(window, 'speechSynthesis', { value: synth })
    window.voicesCome = () => { voices = ${JSON.stringify(late)}; synth.onvoiceschanged() }
  `
}

// Runs in the page as well.
const IS_OVER = 'said.length > 0 && document.querySelector("[data-label]").textContent === "Nghe"'

interface Said {
  readonly text: string
  readonly lang: string
  readonly rate: number
}

/** Frames of silence: MPEG 1, layer III, 128 kbit/s at 44.1 kHz. */
function silence(frames: number): Buffer {
  const frame = Buffer.alloc(417)
  frame.set([0xff, 0xfb, 0x90, 0xc4])
  return Buffer.concat(Array.from({ length: frames }, () => frame))
}

describeInChromium('browser: a page of lớp 1–3 read aloud', () => {
  const recordings = mkdtempSync(path.join(tmpdir(), 'recordings-'))
  let chromium: Browser
  let lesson: LessonApp
  let server: Server
  let context: BrowserContext
  let page: Page

  before(async () => {
    const folder = path.join(recordings, 'A1/1/media/audio')
    mkdirSync(folder, { recursive: true })
    writeFileSync(path.join(folder, '01-chiec-hop-kho-bau.mp3'), silence(400))
    writeFileSync(path.join(folder, '01-chiec-hop-kho-bau.2.mp3'), 'no sound at all')
    lesson = await startLessonApp({ env: { CONTENT_DIRS: `content,${recordings}` } })
    server = createApp(lesson.deps).listen(0)
    chromium = await launchChromium()
  })
  after(async () => {
    await chromium.close()
    server.close()
    await lesson.stop()
    rmSync(recordings, { recursive: true })
  })
  beforeEach(async () => {
    context = await chromium.newContext({ viewport: { width: 360, height: 740 } })
    const { cookie } = await lesson.enter()
    const [name = '', value = ''] = cookie.split('=')
    await context.addCookies([{ name, value, url: address() }])
    page = await context.newPage()
  })
  afterEach(() => context.close())

  const address = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const button = () => page.locator('[data-listen]')
  const said = () => page.evaluate<readonly Said[]>('window.said')
  const texts = async () => (await said()).map(({ text }) => text)

  /** Playwright's own waiting would need eval, which our headers forbid. */
  async function until(condition: string): Promise<void> {
    while (!(await page.evaluate<boolean>(condition))) await page.waitForTimeout(20)
  }

  async function open(url: string, voices: Voices): Promise<void> {
    await page.addInitScript(fakeSpeech(voices))
    await page.goto(`${address()}/modules/${url}`)
  }

  it('by a Vietnamese voice, slowly, the picture and all text in their order', async () => {
    await open('A1/steps/4', { soon: [ENGLISH, VIETNAMESE], answer: 'end' })
    await button().click()
    await until(IS_OVER)
    expect((await said())[0]).to.deep.equal({
      text: 'Vòng tròn tin cậy',
      lang: 'vi-VN',
      rate: 0.85,
    })
    expect(await texts()).to.deep.equal([
      'Vòng tròn tin cậy',
      'Một em bé đứng giữa vòng tròn cùng bố, mẹ, bà và cô giáo; khung tin nhắn có dấu hỏi ở ngoài vòng.',
      'Có người cần biết thông tin của em để chăm sóc em.',
      'Đó là người nuôi em, ông bà, thầy cô.',
      'Họ ở trong vòng tròn tin cậy.',
    ])
  })

  it('says 111 digit by digit, and codes as they are spoken', async () => {
    await open('A2/quiz/mat-tien', { soon: [VIETNAMESE], answer: 'end' })
    await button().click()
    await until('said.length > 3')
    expect((await texts())[0]).to.equal('Gọi một một một mất tiền.')
    await page.goto(`${address()}/modules/A3/steps/2`)
    await button().click()
    await until('said.length > 3')
    expect((await texts())[0]).to.equal('Trò 20, 20, 20')
    await page.goto(`${address()}/modules/B1/steps/1`)
    await button().click()
    await until('said.length > 2')
    expect((await texts()).join(' ')).to.include('kêu to một hai ba bốn năm sáu')
  })

  it('asks the question with its options, those of an order once', async () => {
    await open('A1/quiz/ba-buoc', { soon: [VIETNAMESE], answer: 'end' })
    await button().click()
    await until(IS_OVER)
    const all = await texts()
    expect(all.slice(0, 2)).to.deep.equal(['Màn hình hỏi tên em.', 'Xếp ba việc cho đúng thứ tự.'])
    for (const option of ['Hỏi người lớn.', 'Chọn làm tiếp hay bỏ qua.', 'Dừng tay lại.']) {
      expect(all.filter((one) => one === option)).to.have.length(1)
    }
  })

  it('names an emoji that stands for a word, and no lone signs or numbers of places', async () => {
    await open('A2/steps/2?page=2&check=tin-cua-gau', { soon: [VIETNAMESE], answer: 'end' })
    // Before words a drawing is silent; our own modules of lớp 1–3 have none in the place of a word.
    await page.evaluate(`[...document.querySelectorAll('img.emoji')]
      .find((one) => one.parentElement.textContent.includes('Chưa quen')).alt = 'Hộp quà:'`)
    await button().click()
    await until(IS_OVER)
    expect((await texts()).join(' ')).to.include('Hộp quà: Chưa quen mà cho quà để kết thân.')
    expect((await texts()).filter((one) => !/\p{L}/u.test(one))).to.be.empty
    await page.goto(`${address()}/modules/B2/steps/4?page=3`)
    await button().click()
    await until(IS_OVER)
    expect(await texts()).to.not.include('1')
  })

  it('shows which sentence is read, and stops at the same button, by keyboard', async () => {
    await open('A1/steps/1?page=3', { soon: [VIETNAMESE] })
    await button().focus()
    await page.keyboard.press('Enter')
    expect(await button().innerText()).to.include('Dừng nghe')
    expect(await page.evaluate('[...CSS.highlights.get("listened")].join()')).to.equal(
      'Chiếc hộp kho báu',
    )
    await photograph(page, 'listen-360')
    const cancelled = await page.evaluate<number>('window.cancelled')
    await page.keyboard.press('Enter')
    expect(await button().innerText()).to.include('Nghe')
    expect(await page.evaluate('CSS.highlights.has("listened")')).to.be.false
    expect(await page.evaluate('window.cancelled')).to.equal(cancelled + 1)
    expect(await said()).to.have.length(1)
  })

  it('stops when the page is left', async () => {
    await open('A1/steps/1?page=3', { soon: [VIETNAMESE] })
    await button().click()
    const before = await page.evaluate<number>('window.cancelled')
    await page.evaluate('window.dispatchEvent(new PageTransitionEvent("pagehide"))')
    expect(await page.evaluate('window.cancelled')).to.equal(before + 1)
  })

  it('waits for voices that come late', async () => {
    await open('A1/steps/1?page=3', { soon: [], late: [ENGLISH, VIETNAMESE] })
    expect(await button().isVisible()).to.be.false
    await page.evaluate('window.voicesCome()')
    expect(await button().isVisible()).to.be.true
  })

  it('offers no button without a Vietnamese voice, without script, and to older pupils', async () => {
    await open('A1/steps/1?page=3', { soon: [ENGLISH] })
    expect(await button().isVisible()).to.be.false
    await page.goto(`${address()}/modules/C1/steps/1`)
    expect(await button().count()).to.equal(0)
    const plain = await chromium.newContext({ javaScriptEnabled: false })
    await plain.addCookies(await context.cookies())
    const other = await plain.newPage()
    await other.goto(`${address()}/modules/A1/steps/1`)
    expect(await other.locator('[data-listen]').isVisible()).to.be.false
    await plain.close()
  })

  it('takes the button away where the voice fails', async () => {
    await open('A1/steps/1?page=3', { soon: [VIETNAMESE], answer: 'synthesis-failed' })
    await button().click()
    await button().waitFor({ state: 'hidden' })
    expect(await said()).to.have.length(1)
  })

  it('only stops where another page begins to speak', async () => {
    await open('A1/steps/1?page=3', { soon: [VIETNAMESE], answer: 'interrupted' })
    await button().click()
    await until(IS_OVER)
    expect(await button().isVisible()).to.be.true
    expect(await said()).to.have.length(1)
  })

  it('plays the recording that the department added, without any voice', async () => {
    const asked = page.waitForResponse(/\/media\/A1\/1\/audio\/01-chiec-hop-kho-bau\.mp3$/)
    await open('A1/steps/1', { soon: [] })
    expect(await button().isVisible()).to.be.true
    await button().click()
    expect((await asked).status()).to.be.oneOf([200, 206])
    expect(await button().innerText()).to.include('Dừng nghe')
    expect(await said()).to.be.empty
    await button().click()
    expect(await button().innerText()).to.not.include('Dừng')
  })

  it('uses the voice where the recording cannot be played', async () => {
    await open('A1/steps/1?page=2', { soon: [VIETNAMESE] })
    await button().click()
    await until('said.length > 0')
    expect((await texts())[0]).to.equal('Chiếc hộp kho báu')
  })
})
