import { expect } from 'chai'

import { type Ladder, noneInFrames, startLadder } from '../support/a-ladder.ts'
import { aWalker } from '../support/a-walker.ts'
import { type EvilSite, startEvilSite } from '../support/an-evil-site.ts'
import { describeInChromium } from '../support/chromium.ts'

describeInChromium('browser: attacks on a launch that platform storage proves', () => {
  let ladder: Ladder
  let evil: EvilSite
  afterEach(async () => {
    await ladder.stop()
    await evil.stop()
  })

  /** The ids of our page’s messages, as if a stranger could guess them. */
  const guessable = () =>
    ladder.context.addInitScript('Crypto.prototype.getRandomValues = (bytes) => bytes.fill(7)')
  const ID = Array.from({ length: 16 }, () => '7').join('-')

  /** Answers every question of the tool before the platform could, from a frame beside it or around it. */
  const forger = (subject: string) => `<script>
    setInterval(() => {
      for (const frame of [top.frames.contentframe, top.frames[0], top.frames[1], opener]) {
        if (frame) frame.postMessage({ subject: '${subject}.response', message_id: '${ID}', value: 'x' }, '*')
      }
    }, 5)
    addEventListener('message', ({ data, source }) => {
      if (/response$/.test(data.subject)) return
      document.title = JSON.stringify(data)
      source.postMessage({ ...data, subject: data.subject + '.response' }, '*')
    })
  </script>`

  it('6.storage.2: forged answers to the put, from a frame that has the storage’s name', async () => {
    evil = await startEvilSite(forger('lti.put_data') + forger('lti.get_data'))
    ladder = await startLadder('missing', () => noneInFrames())
    await guessable()
    await ladder.page.addInitScript(`if (location.pathname === '/activities/1') {
      document.addEventListener('DOMContentLoaded', () => {
        const frame = document.createElement('iframe')
        Object.assign(frame, { name: 'lti_storage', src: '${evil.url}' })
        document.body.append(frame)
      })
    }`)
    await ladder.openActivity()
    await ladder.tool().locator('form[target="_blank"] button').waitFor()
    await ladder.page.waitForTimeout(1000)
    // Nothing of ours went there: its title would say what it heard.
    expect(await ladder.page.frame('lti_storage')!.title()).to.equal('evil')
    expect((await ladder.sent()).map((one) => one.path)).not.to.include('/lti/launch')
  })

  /** The attacker’s own login and launch, up to the moment before it is used. */
  async function attackersLaunch() {
    const attacker = aWalker()
    const activity = await attacker.open(ladder.world.lms.personLink('hs.binh', '1'))
    const loginForm = await attacker.open(
      new URL(activity.$('#contentframe').attr('src')!, activity.url),
    )
    const fields = Object.fromEntries(
      loginForm
        .$('form')
        .serializeArray()
        .map((one) => [one.name, one.value]),
    )
    const query = new URLSearchParams({ ...fields, checked: '1' }).toString()
    const put = await aWalker().open(`${ladder.world.app.url}/lti/login?${query}`)
    const kept = put.$('[data-storage="put"]').data() as Record<string, string>
    const answer = await attacker.open(kept['nextUrl']!)
    const form = answer
      .$('form')
      .serializeArray()
      .map((one) => [one.name, one.value] as const)
    return { ...Object.fromEntries(form), secret: kept['secret']! } as Record<string, string>
  }

  const formTo = (action: string, fields: Record<string, string>, target = '_self') => `
    <form method="post" action="${action}" target="${target}">${Object.entries(fields)
      .map(([name, value]) => `<input type="hidden" name="${name}" value="${value}">`)
      .join('')}</form>`

  for (const [what, path] of [
    ['the launch', '/lti/launch'],
    ['the whole proof', '/lti/proof'],
  ] as const) {
    it(`${what} of the attacker’s own login, posted from his page into another’s browser`, async () => {
      ladder = await startLadder('frame', () => noneInFrames())
      const stolen = await attackersLaunch()
      evil = await startEvilSite(
        `${formTo(ladder.world.app.url + path, stolen)}<script>document.forms[0].submit()</script>`,
      )
      await ladder.page.goto(evil.url)
      await ladder.page.locator('[data-error="cookie-missing"]').waitFor()
      await ladder.page.waitForTimeout(500)
      expect(await ladder.page.locator('[data-error="cookie-missing"]').isVisible()).to.equal(true)
      expect(await ladder.endVisits()).to.equal(0)
    })
  }

  it('the launch of the attacker’s own login, in a frame of his page: not shown at all', async () => {
    ladder = await startLadder('frame', () => noneInFrames())
    const stolen = await attackersLaunch()
    evil = await startEvilSite(
      `<iframe name="contentframe"></iframe>${forger('lti.get_data')}
       ${formTo(`${ladder.world.app.url}/lti/launch`, stolen, 'contentframe')}<script>document.forms[0].submit()</script>`,
    )
    await ladder.page.goto(evil.url)
    await ladder.page.waitForTimeout(1000)
    expect((await ladder.sent()).map((one) => one.path)).not.to.include('/lti/proof')
    expect(await ladder.endVisits()).to.equal(0)
  })

  it('the launch of the attacker’s own login, in the very frame of the victim’s LMS', async () => {
    evil = await startEvilSite(forger('lti.get_data'))
    ladder = await startLadder('frame', () => noneInFrames())
    await guessable()
    const { secret: _secret, ...stolen } = await attackersLaunch()
    await ladder.page.goto(ladder.world.lms.personLink('hs.an'))
    await ladder.page.goto(`${ladder.world.lms.url}/activities/1`)
    await ladder.tool().locator('a[rel="next"]').waitFor()
    const before = await ladder.endVisits()
    await ladder.page.evaluate(`{
      const evil = document.createElement('iframe')
      evil.src = '${evil.url}'
      const forms = document.createElement('div')
      forms.innerHTML = ${JSON.stringify(formTo(`${ladder.world.app.url}/lti/launch`, stolen, 'contentframe'))}
      document.body.append(evil, forms)
    }`)
    await ladder.page.waitForTimeout(300)
    await ladder.page.evaluate(`document.forms[document.forms.length - 1].submit()`)
    await ladder.tool().locator('[data-error="cookie-missing"]').waitFor()
    expect(before).to.equal(1)
    expect(await ladder.endVisits()).to.equal(0)
  })

  it('the storage asked from another origin: it answers nobody but the tool', async () => {
    evil = await startEvilSite('')
    ladder = await startLadder('frame', () => noneInFrames())
    const frame = await ladder.openLesson()
    const ask = (message: object) => `new Promise((resolve) => {
      addEventListener('message', ({ data }) => resolve(data))
      parent.frames.lti_storage.postMessage(${JSON.stringify(message)}, '*')
    })`
    await ladder.page.evaluate(`{
      const stranger = document.createElement('iframe')
      Object.assign(stranger, { name: 'stranger', src: '${evil.url}' })
      document.body.append(stranger)
    }`)
    await ladder.page.frameLocator('iframe[name="stranger"]').locator('html').waitFor()
    const stranger = ladder.page.frame('stranger')!
    await stranger.waitForURL(/evil/)
    interface Reply {
      readonly value?: string
      readonly error?: { readonly code: string }
    }
    const get = { subject: 'lti.get_data', message_id: '1', key: 'k' }
    const put = { subject: 'lti.put_data', message_id: '2', key: 'k', value: 'v' }
    expect((await frame.evaluate<Reply>(ask(put))).value).to.equal('v')
    expect((await stranger.evaluate<Reply>(ask(get))).error?.code).to.equal('wrong_origin')
    expect((await frame.evaluate<Reply>(ask(get))).value).to.equal('v')
    expect((await frame.evaluate<Reply>(ask({ ...get, key: '' }))).error?.code).to.equal(
      'bad_request',
    )
    const large = { ...put, value: 'x'.repeat(5000) }
    expect((await frame.evaluate<Reply>(ask(large))).error?.code).to.equal('storage_exhaustion')
  })

  it('the same proof once more, from our own page', async () => {
    evil = await startEvilSite('')
    ladder = await startLadder('frame', () => noneInFrames())
    let proof = ''
    ladder.page.on('request', (request) => {
      if (request.url().endsWith('/lti/proof')) proof = request.postData() ?? ''
    })
    const frame = await ladder.openLesson()
    expect(proof).to.include('secret=')
    const again = await frame.evaluate<number>(`fetch('/lti/proof', {
      method: 'POST', body: new URLSearchParams(${JSON.stringify(proof)}),
    }).then((answer) => answer.status)`)
    expect(again).to.equal(401)
    expect(await ladder.endVisits()).to.equal(1)
  })
})
