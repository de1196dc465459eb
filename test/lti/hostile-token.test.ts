import { expect } from 'chai'
import { CompactSign, SignJWT } from 'jose'

import type { Page } from '../support/a-browser.ts'
import { aClock, type TestClock } from '../support/a-clock.ts'
import { launch, type LaunchBench, startLaunchBench, storedVisits } from '../support/a-launch.ts'
import { type Claims, LTI } from '../support/a-sample.ts'
import { aPlatformKey } from '../support/fake-platform.ts'

const NOW_S = Math.floor(new Date('2026-11-23T00:15:00.000Z').getTime() / 1000)

describe('a hostile token', () => {
  let bench: LaunchBench
  let clock: TestClock
  beforeEach(async () => {
    clock = aClock('2026-11-23T00:15:00.000Z')
    bench = await startLaunchBench({ clock })
  })
  afterEach(() => bench.stop())

  const launchNow = (options: Parameters<typeof launch>[1] = {}) =>
    launch(bench, { atS: NOW_S, ...options })

  async function expectRefused(page: Page, status: number, code: string): Promise<void> {
    expect([page.status, page.errorCode]).to.deep.equal([status, code])
    expect(await storedVisits(bench)).to.equal(0)
    await expectAlive()
  }

  async function expectAlive(): Promise<void> {
    const page = await bench.newBrowser().send('/health/ready')
    expect(page.status).to.equal(200)
  }

  describe('of the token', () => {
    const resign = (header: object) => (claims: Claims) =>
      new SignJWT(claims)
        .setProtectedHeader({ alg: 'RS256', kid: bench.platform.key.kid, ...header })
        .sign(bench.platform.key.privateKey)

    it('tampered with after signing is refused', async () => {
      const token = async (claims: Claims) => {
        const [head, , signature] = (await bench.platform.sign(claims)).split('.')
        const body = Buffer.from(JSON.stringify({ ...claims, sub: '2' })).toString('base64url')
        return [head, body, signature].join('.')
      }
      await expectRefused(await launchNow({ token }), 401, 'token-not-proven')
    })

    it('unsigned (alg none) is refused', async () => {
      const part = (json: object) => Buffer.from(JSON.stringify(json)).toString('base64url')
      const token = (claims: Claims) => `${part({ alg: 'none' })}.${part(claims)}.`
      await expectRefused(await launchNow({ token }), 401, 'token-not-proven')
    })

    it('signed with HMAC over the public key is refused', async () => {
      const secret = new TextEncoder().encode(JSON.stringify(bench.platform.key.jwk))
      const token = (claims: Claims) =>
        new SignJWT(claims)
          .setProtectedHeader({ alg: 'HS256', kid: bench.platform.key.kid })
          .sign(secret)
      await expectRefused(await launchNow({ token }), 401, 'token-not-proven')
    })

    it('that brings its own key in the header is refused', async () => {
      const stranger = await aPlatformKey()
      const token = (claims: Claims) =>
        new SignJWT(claims)
          .setProtectedHeader({ alg: 'RS256', kid: stranger.kid, jwk: stranger.jwk })
          .sign(stranger.privateKey)
      await expectRefused(await launchNow({ token }), 401, 'token-not-proven')
    })

    it('that is no token is refused', async () => {
      for (const garbage of ['x', 'a.b.c', '...', 'e30.e30.']) {
        await expectRefused(await launchNow({ token: () => garbage }), 401, 'token-not-proven')
      }
    })

    it('whose signed payload is no object is refused', async () => {
      const token = () =>
        new CompactSign(new TextEncoder().encode('"An Nguyễn Văn'))
          .setProtectedHeader({ alg: 'RS256', kid: bench.platform.key.kid })
          .sign(bench.platform.key.privateKey)
      await expectRefused(await launchNow({ token }), 401, 'token-not-proven')
      expect(bench.app.logLines.join('')).not.to.contain('Nguyễn')
    })

    it('with odd but harmless header fields is accepted', async () => {
      const page = await launchNow({ token: resign({ typ: 'at+jwt' }) })
      expect(page.status).to.equal(303)
    })

    const claimCases: readonly [string, Claims, number, string][] = [
      ['another issuer', { iss: 'http://evil.example' }, 401, 'token-not-proven'],
      ['another audience', { aud: 'somebody' }, 401, 'token-not-proven'],
      ['an extra audience', { aud: ['stub-client-1', 'evil'] }, 401, 'token-not-proven'],
      ['no audience', { aud: [] }, 401, 'token-not-proven'],
      ['a foreign authorised party', { azp: 'evil' }, 401, 'token-not-proven'],
      ['a foreign nonce', { nonce: 'foreign' }, 401, 'token-not-proven'],
      ['a nonce that is no text', { nonce: 5 }, 401, 'token-not-proven'],
      ['a life of two hours', { exp: NOW_S + 7201 }, 401, 'token-not-proven'],
      ['times as text', { iat: '1', exp: '2' }, 401, 'token-not-proven'],
      ['roles as text', { [`${LTI}/roles`]: 'Instructor' }, 400, 'token-claims-invalid'],
      ['roles as objects', { [`${LTI}/roles`]: [{}] }, 400, 'token-claims-invalid'],
      ['a sub of 256 characters', { sub: 'x'.repeat(256) }, 400, 'launch-anonymous'],
      ['an empty sub', { sub: '' }, 400, 'launch-anonymous'],
      [
        'a deployment in Vietnamese',
        { [`${LTI}/deployment_id`]: 'lớp' },
        400,
        'token-claims-invalid',
      ],
      ['an unknown message', { [`${LTI}/message_type`]: 'Lti' }, 400, 'token-claims-invalid'],
      ['no target', { [`${LTI}/target_link_uri`]: '' }, 400, 'token-claims-invalid'],
    ]
    for (const [what, claims, status, code] of claimCases) {
      it(`with ${what} is refused`, async () => {
        await expectRefused(await launchNow({ claims }), status, code)
      })
    }

    for (const name of ['nonce', 'exp', 'iat', 'iss', 'aud']) {
      it(`without ${name} is refused`, async () => {
        await expectRefused(await launchNow({ without: [name] }), 401, 'token-not-proven')
      })
    }

    it('accepts our client id as a list of one with its authorised party', async () => {
      const page = await launchNow({ claims: { aud: ['stub-client-1'], azp: 'stub-client-1' } })
      expect(page.status).to.equal(303)
    })
  })

  describe('of the clock', () => {
    const edges: readonly [string, number, number][] = [
      ['expired 59 s ago', -60 - 59, 303],
      ['expired 61 s ago', -60 - 61, 401],
      ['issued 59 s ahead', 59, 303],
      ['issued 61 s ahead', 61, 401],
    ]
    for (const [what, shiftS, status] of edges) {
      it(`${what} gives ${status}`, async () => {
        const page = await launchNow({ atS: NOW_S + shiftS })
        expect(page.status).to.equal(status)
      })
    }
  })
})
