import { expect } from 'chai'
import { load } from 'cheerio'

import { type LaunchBench, startLaunchBench, storedVisits } from '../support/a-launch.ts'
import { aSample } from '../support/a-sample.ts'

const DEEP_LINKING = 'https://purl.imsglobal.org/spec/lti-dl/claim/deep_linking_settings'
const NO_TEXT = { toString: 1, valueOf: 1 }

// Of the right form and of nobody: whoever claims platform storage is answered with a page before anything is proven.
const STATE = `${'a'.repeat(43)}.registration-1.abcdefgh._parent.${'b'.repeat(43)}`

/** So many lists in each other that nobody can write them out as text. */
const ENDLESS = `${'['.repeat(18_000)}${']'.repeat(18_000)}`

describe('claims that nobody has signed, of a login that claims platform storage', () => {
  let bench: LaunchBench
  before(async () => {
    bench = await startLaunchBench()
  })
  after(() => bench.stop())

  const { iss, aud } = aSample().claims
  function send(claims: string) {
    const id_token = `e30.${Buffer.from(claims).toString('base64url')}.x`
    return bench.newBrowser().send('/lti/launch', { form: { id_token, state: STATE } })
  }

  for (const [what, claims] of [
    ['cannot be text', JSON.stringify({ iss: NO_TEXT, aud })],
    ['has no end', `{"aud":${JSON.stringify(aud)},"iss":${ENDLESS}}`],
  ] as const) {
    it(`are of no platform where the issuer ${what}`, async () => {
      const page = await send(claims)
      expect([page.status, page.errorCode]).to.deep.equal([403, 'login-unknown-registration'])
      expect(await storedVisits(bench)).to.equal(0)
    })
  }

  it('are of the platform that they name where the return address cannot be text', async () => {
    const settings = { [DEEP_LINKING]: { deep_link_return_url: NO_TEXT } }
    const page = await send(JSON.stringify({ iss, aud, ...settings }))
    expect(page.status).to.equal(200)
    expect(load(page.text)('[data-storage="get"]').data('origin')).to.equal(bench.platform.url)
  })
})
