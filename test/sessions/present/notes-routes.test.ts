import { expect } from 'chai'
import { load } from 'cheerio'

import { createMac } from '../../../src/runtime/index.ts'
import { isNotesPass, notesPassOf, PASS_LIFE_MS } from '../../../src/sessions/present/notes-pass.ts'
import type { RunId } from '../../../src/sessions/present/run.ts'
import { aBrowser } from '../../support/a-browser.ts'
import { type PresentApp, type StartedRun, startPresentApp } from '../../support/a-present-app.ts'

describe('the pass for the teacher’s phone', () => {
  const mac = createMac(Buffer.alloc(32, 1))
  const now = new Date('2026-11-23T00:15:00.000Z')
  const id = 'run-1' as RunId
  const later = (ms: number) => new Date(now.getTime() + ms)

  it('opens this run, for a quarter of an hour', () => {
    const pass = notesPassOf(id, now, mac)
    expect(isNotesPass(pass, { id, now: later(PASS_LIFE_MS - 1000), mac })).to.equal(true)
    expect(isNotesPass(pass, { id, now: later(PASS_LIFE_MS), mac })).to.equal(false)
    expect(isNotesPass(pass, { id: 'run-2' as RunId, now, mac })).to.equal(false)
  })

  it('is not made up, nor prolonged', () => {
    const [end = '', proof = ''] = notesPassOf(id, now, mac).split('.')
    for (const made of ['', '.', `zzzzzz.${proof}`, `${end}.`, `${end}.${proof}.x`]) {
      expect(isNotesPass(made, { id, now, mac }), made).to.equal(false)
    }
  })
})

describe('the teacher’s notes', () => {
  let app: PresentApp
  let run: StartedRun
  beforeEach(async () => {
    app = await startPresentApp()
    run = await app.startRun()
  })
  afterEach(() => app.stop())

  const openNotes = async () => load((await run.window.send(`${run.path}/notes?open=1`)).text)

  it('say nothing before they are opened, and have no code on the wall', async () => {
    const covered = (await run.window.send(`${run.path}/notes`)).text
    expect(load(covered)('.note')).to.have.lengthOf(0)
    for (const shown of [covered, run.page.text]) expect(shown).to.not.include('/present/phone/')
  })

  it('follow the wall without JavaScript: what it showed last is what they open on', async () => {
    await run.window.send(`${run.path}?slide=5`)
    const $ = await openNotes()
    expect($('.note:not([hidden])').attr('data-slide')).to.equal('5')
    const sent = { _visit: run.proof, from: 'notes', ballot: 'binh-chon', step: 'b+' }
    const headers = { origin: app.url }
    const counted = await run.window.send(`${run.path}/count`, { form: sent, headers })
    expect(counted.location).to.equal(`${run.path}/notes?open=1`)
    const state = await run.window.send(`${run.path}/state`)
    expect(JSON.parse(state.text)).to.deep.equal({
      here: { slide: 5, beat: 0 },
      polls: [{ blockId: 'binh-chon', counts: { b: 1 } }],
    })
  })

  it('open on a phone by the code, and not for whoever has no code', async () => {
    const link = new URL((await openNotes())('.notes-link a').attr('href') ?? '')
    const phone = aBrowser(app.url)
    const admitted = await phone.send(link.pathname)
    expect([admitted.status, admitted.location]).to.deep.equal([303, `${run.path}/notes?open=1`])
    expect((await phone.send(admitted.location ?? '')).status).to.equal(200)
    const stranger = aBrowser(app.url)
    expect((await stranger.send(`${link.pathname}x`)).status).to.equal(401)
    for (const path of ['notes?open=1', 'state']) {
      expect((await stranger.send(`${run.path}/${path}`)).status).to.equal(401)
    }
    app.clock.advance(PASS_LIFE_MS)
    expect((await stranger.send(link.pathname)).status).to.equal(401)
  })
})
