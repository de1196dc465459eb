import { expect } from 'chai'
import { load } from 'cheerio'

import { createMac } from '../../../src/runtime/index.ts'
import { runIdOf } from '../../../src/sessions/index.ts'
import { isNotesPass, notesPassOf, PASS_LIFE_MS } from '../../../src/sessions/present/notes-pass.ts'
import type { RunId } from '../../../src/sessions/present/run.ts'
import type { SessionId } from '../../../src/sessions/session.ts'
import { aBrowser, type Browser } from '../../support/a-browser.ts'
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

  describe('on a phone', () => {
    let phone: Browser
    beforeEach(async () => {
      phone = aBrowser(app.url)
      const link = (await openNotes())('.notes-link a').attr('href') ?? ''
      await phone.send(new URL(link).pathname)
    })

    const stored = () => app.deps.storage.runs.find(runIdOf(run.code))
    const send = (part: string, form?: Record<string, string>) => {
      const sent = form && { form: { _visit: run.proof, ...form }, headers: { origin: app.url } }
      return phone.send(run.path + part, sent)
    }

    it('are read, and hands are counted there, which leaves the wall where it is', async () => {
      await run.window.send(`${run.path}?slide=5`)
      expect((await send('/notes?open=1')).status).to.equal(200)
      const step = { ballot: 'binh-chon', step: 'b+' }
      const plain = await send('/count', { from: 'notes', ...step })
      expect(plain.location).to.equal(`${run.path}/notes?open=1`)
      expect((await send('/count', { from: 'state', ...step })).status).to.equal(204)
      const state: unknown = JSON.parse((await send('/state')).text)
      expect(state).to.deep.equal({
        here: { slide: 5, beat: 0 },
        polls: [{ blockId: 'binh-chon', counts: { b: 2 } }],
      })
    })

    const REFUSED: readonly [string, string, Record<string, string>?][] = [
      ['show the wall', ''],
      ['end the run from its address', '?slide=99'],
      ['report an end', '/report', { slide: '3', end: '1' }],
      ['open the form that records', '/record'],
      ['record', '/record', { heldOn: '2026-11-23' }],
      ['see what was recorded', '/done'],
    ]
    for (const [what, part, form] of REFUSED) {
      it(`do not let it ${what}`, async () => {
        const before = await stored()
        expect(await send(part, form)).to.include({ status: 403, errorCode: 'run-notes-only' })
        expect(await stored()).to.deep.equal(before)
      })
    }

    it('hold no pass for a further one', async () => {
      expect((await send('/notes?open=1')).text).to.not.include('/present/phone/')
    })

    it('are over after two hours, on a browser that keeps its cookies too', async () => {
      app.clock.advance(2 * 60 * 60 * 1000)
      for (const part of ['/notes?open=1', '/state'])
        expect((await send(part)).status).to.equal(401)
      expect((await run.window.send(run.path)).status).to.equal(200)
    })

    it('are over as soon as the run is recorded', async () => {
      const before = (await stored())!
      const after = { ...before, sessionId: 's-1' as SessionId, revision: before.revision + 1 }
      await app.deps.storage.runs.replace(after)
      const over = { status: 401, errorCode: 'run-notes-over' }
      for (const part of ['/notes?open=1', '/state']) expect(await send(part)).to.include(over)
      const hand = { from: 'notes', ballot: 'binh-chon', step: 'b+' }
      expect(await send('/count', hand)).to.include(over)
      expect((await stored())!.polls).to.deep.equal([])
    })

    it('do not come from the phone’s proof in the wall’s cookie', async () => {
      const forged = `lachan-run=${phone.cookies.get('lachan-notes')}`
      const answer = await aBrowser(app.url).send(run.path, { headers: { cookie: forged } })
      expect(answer.status).to.equal(401)
    })

    it('take nothing from the wall’s own machine, where the link is followed there', async () => {
      const link = (await openNotes())('.notes-link a').attr('href') ?? ''
      await run.window.send(new URL(link).pathname)
      expect((await run.window.send(`${run.path}/record`)).status).to.equal(200)
    })
  })
})
