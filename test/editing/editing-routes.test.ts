import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { expect } from 'chai'
import { type CheerioAPI, load } from 'cheerio'
import JSZip from 'jszip'

import { createToken, type Day } from '../../src/runtime/index.ts'
import type { AreaId } from '../../src/schools/index.ts'
import type { Grant, Role } from '../../src/staff/index.ts'
import { formTokenOf, visitIdOf } from '../../src/web/index.ts'
import { aVisit } from '../support/a-visit.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'

const B5 = 'content/B5/1'

type Changes = Readonly<Record<string, (text: string) => string>>

/** B5 as its second version, with changes of the test's own. */
async function anArchive(changes: Changes = {}): Promise<Blob> {
  const zip = new JSZip()
  for (const entry of readdirSync(B5, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const file = path.join(entry.parentPath, entry.name)
    const name = path.relative(B5, file)
    const change = { 'module.json': asSecond, ...changes }[name]
    zip.file(`B5/2/${name}`, change ? change(readFileSync(file, 'utf8')) : readFileSync(file))
  }
  return new Blob([await zip.generateAsync({ type: 'arraybuffer' })])
}

const asSecond = (text: string) => text.replace('"version": "1"', '"version": "2"')

describe('a module that an editor uploads', function () {
  this.timeout(30_000)
  const content = mkdtempSync(path.join(tmpdir(), 'content-'))
  let world: TestApp
  let other: TestApp

  before(async () => {
    cpSync('content/B5', path.join(content, 'B5'), { recursive: true })
    world = await startTestApp({ env: { CONTENT_DIRS: content } })
    other = await startTestApp({ beside: world, env: { CONTENT_DIRS: content } })
  })
  after(async () => {
    await other.stop()
    await world.stop()
    rmSync(content, { recursive: true })
  })

  let people = 0
  async function enter(role: Role = 'editor', place: Pick<Grant, 'areaId'> = {}) {
    people += 1
    const grant = { role, from: '2020-01-01' as Day, ...place }
    const email = `nguoi.${people}@so.example`
    const { id } = await world.deps.staff.service.add({ email, name: 'Người Soạn', grant })
    const token = createToken()
    const expiresAt = new Date(Date.now() + 3_600_000)
    const base = { id: visitIdOf(token), role: 'staff', accountId: id, expiresAt } as const
    const { origin: _none, ...visit } = aVisit(base)
    await world.deps.storage.visits.add(visit)
    const cookie = `${world.deps.cookieShape.name('lachan-visit')}=${token}`
    const proof = formTokenOf(visit, world.deps.formMac)
    const send = async (url: string, body?: FormData | URLSearchParams, app = world) => {
      body?.append('_visit', proof)
      const headers = { cookie, accept: 'text/html' }
      const target = new URL(url, app.url)
      const method = body ? 'POST' : 'GET'
      const init = { method, headers, redirect: 'manual', ...(body && { body }) } as const
      const answer = await fetch(target, init)
      const text = await answer.text()
      const location = answer.headers.get('location') ?? ''
      return { status: answer.status, location, headers: answer.headers, text, $: load(text) }
    }
    return {
      open: (url: string, app?: TestApp) => send(url, undefined, app),
      press: (url: string, fields: Record<string, string> | [string, string][] = {}) =>
        send(url, new URLSearchParams(fields)),
      async upload(archive: Blob) {
        const form = new FormData()
        form.append('archive', archive, 'B5.zip')
        return send('/editing/upload', form)
      },
    }
  }

  it('shows what is wrong in Vietnamese, by file and line, and keeps nothing', async () => {
    const editor = await enter()
    const broken = await anArchive({
      'module.json': (text) => asSecond(text).replace(/"minutes": \d+/, '"minutes": 500'),
      'teacher.md': (text) => text.replaceAll('## Nên tránh', '## Khác'),
    })
    const { status, $ } = await editor.upload(broken)
    expect(status).to.equal(422)
    const told = $('[data-problems]').text()
    expect(told).to.include('module.json').and.to.include('“minutes” lớn nhất là 90.')
    expect(told).to.match(/Dòng \d+/)
    const kept = await world.stored()
    expect(kept.filter(([place]) => place.includes('content_previews'))).to.deep.equal([])
  })

  it('refuses what is no archive, and a form without a file, with words about it', async () => {
    const editor = await enter()
    const refused = await editor.upload(new Blob(['MZ no archive']))
    expect(refused.status).to.equal(422)
    expect(refused.$('[role="alert"]').text()).to.include('Không đọc được')
    expect((await editor.press('/editing/upload')).status).to.equal(422)
  })

  it('is looked at page by page as it will be, on every node, while nothing is counted', async () => {
    const editor = await enter()
    const uploaded = await editor.upload(await anArchive())
    expect(uploaded.status).to.equal(303)
    const home = await editor.open(uploaded.location, other)
    expect(home.$('main').text()).to.include('Bài B5, phiên bản 2')
    const at = `${uploaded.location}/modules/B5`
    const teacher = await editor.open(at)
    expect(teacher.$('#notes').text()).to.have.length.greaterThan(200)
    expect(linksOutside(teacher.$, uploaded.location)).to.deep.equal([])
    const seen = await walkThrough(editor, at)
    expect(seen.pages).to.be.greaterThan(5)
    expect(seen.questions).to.be.greaterThan(5)
    expect(seen.last.$('[data-completion]')).to.have.length(0)
    const held = await world.stored()
    for (const table of ['attempts', 'completions', 'deliveries', 'runs'])
      expect(
        held.filter(([place]) => place.includes(table)),
        table,
      ).to.deep.equal([])
  })

  it('is shown on the projector, whose reports are forgotten', async () => {
    const editor = await enter()
    const { location } = await editor.upload(await anArchive())
    const url = `${location}/modules/B5/present`
    const first = await editor.open(url)
    expect(first.status).to.equal(200)
    expect(first.text).to.not.include('/present/runs/')
    expect(first.$('[data-notes]').attr('href')).to.equal(`${location}/modules/B5#notes`)
    const next = await editor.open(first.$('[data-go="next"]').attr('href') ?? '')
    expect(next.$('[data-place]').text()).to.match(/^2\//)
    expect((await editor.press(`${url}/report`)).status).to.equal(204)
    const counted = await editor.press(`${url}/count`, { slide: '3' })
    expect(counted.location).to.equal(`${url}?slide=3`)
  })

  it('sends its drawings with the policy of every page', async () => {
    const editor = await enter()
    const { location } = await editor.upload(await anArchive())
    const [drawing] = existsSync(path.join(B5, 'media')) ? readdirSync(path.join(B5, 'media')) : []
    const found = await editor.open(`${location}/modules/B5/media/${drawing ?? 'none.svg'}`)
    expect(found.status).to.equal(drawing ? 200 : 404)
    expect(found.headers.get('content-security-policy')).to.include("default-src 'none'")
    expect((await editor.open(`${location}/modules/B5/media/..%2Fmodule.json`)).status).to.equal(
      404,
    )
  })

  it('is nobody else’s to see, not another editor’s, and is gone after a day', async () => {
    const [editor, another] = [await enter(), await enter()]
    const { location } = await editor.upload(await anArchive())
    expect((await another.open(location)).status).to.equal(404)
    expect((await another.open(`${location}/modules/B5`)).status).to.equal(404)
    expect((await another.press(`${location}/publish`)).status).to.equal(404)
    expect((await (await enter('officer')).open(location)).status).to.equal(403)
    expect((await fetch(`${world.url}${location}`, { redirect: 'manual' })).status).to.equal(303)
    const tomorrow = new Date(Date.now() + 24 * 60 * 60 * 1000 + 1000)
    expect(await world.deps.storage.previews.sweep(tomorrow)).to.be.greaterThan(0)
    expect((await editor.open(location)).status).to.equal(404)
  })

  it('is for an editor of the whole province: what is published is everybody’s', async () => {
    const ofOneArea = await enter('editor', { areaId: 'area-1' as AreaId })
    expect((await ofOneArea.open('/editing')).status).to.equal(403)
    expect((await ofOneArea.upload(await anArchive())).status).to.equal(403)
  })

  it('lies in the store five times at most for one editor', async () => {
    const editor = await enter()
    const archive = await anArchive()
    const places: string[] = []
    for (let uploads = 0; uploads < 6; uploads++)
      places.push((await editor.upload(archive)).location)
    const seen = await Promise.all(places.map(async (place) => (await editor.open(place)).status))
    expect(seen).to.deep.equal([404, 200, 200, 200, 200, 200])
  })

  it('is listened to twice at once for one editor, however many bodies of 10 MB come', async () => {
    const [editor, another] = [await enter(), await enter()]
    const nothing = new Blob(['MZ no archive'])
    const mine = Array.from({ length: 6 }, () => editor.upload(nothing))
    const answers = await Promise.all([...mine, another.upload(nothing)])
    const statuses = answers.map(({ status }) => status)
    expect(statuses.filter((status) => status === 429)).to.have.length(4)
    expect(statuses.at(-1)).to.equal(422)
    expect((await editor.upload(nothing)).status).to.equal(422)
  })

  it('is published by one press: new people get it, here at once and on another node after its poll', async () => {
    const editor = await enter()
    const { location } = await editor.upload(await anArchive())
    expect(world.deps.catalogue.get('B5').version).to.equal('1')
    const done = await editor.press(`${location}/publish`)
    expect(done.location).to.equal('/editing?published=B5%2F2')
    expect((await editor.open(done.location)).$('[role="status"]').text()).to.include('B5/2')
    expect(world.deps.catalogue.get('B5').version).to.equal('2')
    await other.deps.catalogue.reload()
    expect(other.deps.catalogue.get('B5').version).to.equal('2')
    expect((await editor.open(location)).status).to.equal(404)

    const again = await editor.upload(
      await anArchive({ 'teacher.md': (text) => `${text}\nThêm một dòng.\n` }),
    )
    const refused = await editor.press(`${again.location}/publish`)
    expect(refused.status).to.equal(409)
    expect(refused.$('[role="alert"]').text()).to.include('Phiên bản này đã công bố')
  })

  type Editor = Awaited<ReturnType<typeof enter>>

  /** Presses on from page to page as a pupil would. */
  async function walkThrough(editor: Editor, at: string) {
    let url = `${at}/steps/1`
    let [pages, questions] = [0, 0]
    for (let presses = 0; presses < 200; presses++) {
      const page = await editor.open(url)
      if (url.endsWith('/done')) return { pages, questions, last: page }
      if (page.status === 200 && isAsking(page.$)) questions += 1
      else pages += 1
      url = page.location || (await stepOn(editor, page.$))
    }
    return expect.fail('the lesson does not end')
  }

  async function stepOn(editor: Editor, $: CheerioAPI): Promise<string> {
    if (isAsking($)) {
      const { action, fields } = firstAnswer($)
      return (await editor.press(action, fields)).location
    }
    const link = $('main a[rel="next"]').first().attr('href')
    if (link !== undefined) return link
    const action = $('main [data-next]').first().closest('form').attr('action') ?? ''
    return (await editor.press(action)).location
  }
})

function isAsking($: CheerioAPI): boolean {
  return $('form[data-question]').length > 0 && $('.outcome').length === 0
}

/** The first option; of an order its options as they are offered. */
function firstAnswer($: CheerioAPI) {
  const form = $('form[data-question]')
  const id = form.attr('data-question') ?? ''
  const inputs = $(`[name="${id}"]`)
  const options = inputs.is('select')
    ? inputs.first().find('option').get()
    : inputs.get().slice(0, 1)
  const values = options.map((one) => $(one).attr('value') ?? '').filter((value) => value !== '')
  const fields = values.map((value): [string, string] => [id, value])
  return { action: form.attr('action') ?? '', fields }
}

/** Addresses of the tool in a preview that do not lie in it. */
function linksOutside($: CheerioAPI, home: string): readonly string[] {
  const links = $('main a, main img, main form')
    .get()
    .map((one) => $(one))
  return links
    .map((one) => one.attr('href') ?? one.attr('src') ?? one.attr('action') ?? '')
    .filter((url) => url.startsWith('/') && !url.startsWith(home))
}
