import { KeyObject, sign } from 'node:crypto'

import { expect } from 'chai'
import { CompactSign, exportJWK, exportPKCS8, generateKeyPair, importPKCS8, SignJWT } from 'jose'

import type { Page } from '../support/a-browser.ts'
import { aClock, type TestClock } from '../support/a-clock.ts'
import { launch, type LaunchBench, startLaunchBench } from '../support/a-launch.ts'
import { type Claims, LTI } from '../support/a-sample.ts'
import { aPlatformKey, type PlatformKey } from '../support/fake-platform.ts'
import { expectNothingNew, storedRows } from '../support/stored-rows.ts'

const NOW_S = Math.floor(new Date('2026-11-23T00:15:00.000Z').getTime() / 1000)
const ISSUER = 'http://127.0.0.1:8899'
const DEPLOYMENT = `${LTI}/deployment_id`
const NOT_PROVEN = 'token-not-proven'
const INVALID = 'token-claims-invalid'

describe('a hostile token', () => {
  let bench: LaunchBench
  let clock: TestClock
  let before: ReturnType<typeof storedRows>
  beforeEach(async () => {
    clock = aClock('2026-11-23T00:15:00.000Z')
    bench = await startLaunchBench({ clock })
    before = storedRows(bench.app.folder)
  })
  afterEach(() => bench.stop())

  const launchNow = (options: Parameters<typeof launch>[1] = {}) =>
    launch(bench, { atS: NOW_S, ...options })

  async function expectRefused(page: Page, status: number, code: string): Promise<void> {
    expect([page.status, page.errorCode]).to.deep.equal([status, code])
    expectNothingNew(bench.app.folder, before, ['handshakes'])
    await expectAlive()
  }

  async function expectAlive(): Promise<void> {
    const page = await bench.newBrowser().send('/health/ready')
    expect(page.status).to.equal(200)
  }

  describe('5.7, 6.security.3, 6.security.6: a token', () => {
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

    for (const alg of ['RS384', 'RS512', 'PS256']) {
      it(`signed with ${alg} by the right key is refused`, async () => {
        const privateKey = await importPKCS8(await exportPKCS8(bench.platform.key.privateKey), alg)
        const token = (claims: Claims) =>
          new SignJWT(claims)
            .setProtectedHeader({ alg, kid: bench.platform.key.kid })
            .sign(privateKey)
        await expectRefused(await launchNow({ token }), 401, NOT_PROVEN)
      })
    }

    it('signed with ES256 is refused, even by a key of the set', async () => {
      const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true })
      const jwk = { ...(await exportJWK(publicKey)), kid: 'ec', use: 'sig' }
      bench.platform.answer('/jwks', () => ({ status: 200, body: JSON.stringify({ keys: [jwk] }) }))
      const token = (claims: Claims) =>
        new SignJWT(claims).setProtectedHeader({ alg: 'ES256', kid: 'ec' }).sign(privateKey)
      await expectRefused(await launchNow({ token }), 401, NOT_PROVEN)
    })

    it('that says RS256 under the id of an elliptic key is refused', async () => {
      const { publicKey } = await generateKeyPair('ES256', { extractable: true })
      const jwk = { ...(await exportJWK(publicKey)), kid: bench.platform.key.kid, use: 'sig' }
      bench.platform.answer('/jwks', () => ({ status: 200, body: JSON.stringify({ keys: [jwk] }) }))
      await expectRefused(await launchNow(), 401, NOT_PROVEN)
    })

    const OWN_KEY: readonly [string, (url: string) => object][] = [
      ['jku', (url) => ({ jku: `${url}/strangers-keys` })],
      ['x5u', (url) => ({ x5u: `${url}/strangers-keys` })],
      ['x5c', () => ({ x5c: ['MIIB'] })],
      ['crit', () => ({ crit: ['b64'], b64: false })],
    ]
    for (const [name, header] of OWN_KEY) {
      it(`with ${name} in the header is refused, and nothing is fetched from there`, async () => {
        const stranger = await aPlatformKey()
        const token = (claims: Claims) =>
          signWith(stranger.privateKey, {
            header: { alg: 'RS256', kid: bench.platform.key.kid, ...header(bench.platform.url) },
            claims,
          })
        await expectRefused(await launchNow({ token }), 401, NOT_PROVEN)
        expect(bench.platform.hits.get('/strangers-keys')).to.equal(undefined)
      })
    }

    for (const kid of [
      '../../etc/passwd',
      "' OR 1=1 --",
      '__proto__',
      'constructor',
      '\0',
      'x'.repeat(9000),
    ]) {
      it(`with the key id ${JSON.stringify(kid.slice(0, 20))} is refused`, async () => {
        await expectRefused(await launchNow({ token: resign({ kid }) }), 401, NOT_PROVEN)
      })
    }

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
      ['5.6, 6.security.4: another issuer', { iss: 'http://evil.example' }, 401, NOT_PROVEN],
      ['6.security.4: its issuer with a slash', { iss: `${ISSUER}/` }, 401, NOT_PROVEN],
      ['5.6: another audience', { aud: 'somebody' }, 401, NOT_PROVEN],
      [
        'W10, 5.6, 6.security.5: an extra audience',
        { aud: ['stub-client-1', 'evil'], azp: 'stub-client-1' },
        ...([401, NOT_PROVEN] as const),
      ],
      ['W10: no audience', { aud: [] }, 401, NOT_PROVEN],
      ['W10: an audience in a list in a list', { aud: [['stub-client-1']] }, 401, NOT_PROVEN],
      ['W10, 5.6: a foreign authorised party', { azp: 'evil' }, 401, NOT_PROVEN],
      ['W5, 5.4: a foreign nonce', { nonce: 'foreign' }, 401, NOT_PROVEN],
      ['W5: a nonce that is no text', { nonce: 5 }, 401, NOT_PROVEN],
      ['W7: a life of two hours', { exp: NOW_S + 7201 }, 401, NOT_PROVEN],
      ['W7, 5.8: times as text', { iat: '1', exp: '2' }, 401, NOT_PROVEN],
      ['W7: a life without end', { exp: 1e308 }, 401, NOT_PROVEN],
      ['W7, 6.security.7: an end before its beginning', { exp: NOW_S - 900 }, 401, 'token-expired'],
      ['W23: roles as text', { [`${LTI}/roles`]: 'Instructor' }, 400, INVALID],
      ['W23: roles as an object', { [`${LTI}/roles`]: {} }, 400, INVALID],
      ['W23: roles as objects', { [`${LTI}/roles`]: [{}] }, 400, INVALID],
      ['W23: roles of nothing', { [`${LTI}/roles`]: null }, 400, INVALID],
      ['6.core.2: a sub of 256 characters', { sub: 'x'.repeat(256) }, 400, 'launch-anonymous'],
      ['5.13, 6.core.6: an empty sub', { sub: '' }, 400, 'launch-anonymous'],
      ['5.13: a sub that is no text', { sub: 5 }, 400, 'launch-anonymous'],
      ['6.core.1: a deployment in Vietnamese', { [DEPLOYMENT]: 'lớp' }, 400, INVALID],
      ['6.core.1: a deployment of 256 characters', { [DEPLOYMENT]: 'x'.repeat(256) }, 400, INVALID],
      ['an unknown message', { [`${LTI}/message_type`]: 'Lti' }, 400, INVALID],
      ['no target', { [`${LTI}/target_link_uri`]: '' }, 400, INVALID],
    ]
    for (const [what, claims, status, code] of claimCases) {
      it(`${what} is refused`, async () => {
        await expectRefused(await launchNow({ claims }), status, code)
      })
    }

    const needed = {
      nonce: 'W5, 5.4, 6.security.8',
      exp: 'W7, 5.8',
      iat: 'W7',
      iss: '5.6',
      aud: 'W10',
    }
    for (const [name, ids] of Object.entries(needed)) {
      it(`${ids}: without ${name} is refused`, async () => {
        await expectRefused(await launchNow({ without: [name] }), 401, NOT_PROVEN)
      })
    }

    it('6.security.5: accepts our client id as a list of one with its authorised party', async () => {
      const page = await launchNow({ claims: { aud: ['stub-client-1'], azp: 'stub-client-1' } })
      expect(page.status).to.equal(303)
    })
  })

  describe('W8, 5.8: a clock', () => {
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

/** As jose would refuse to sign it. */
function signWith(
  key: PlatformKey['privateKey'],
  { header, claims }: { readonly header: object; readonly claims: Claims },
): string {
  const part = (json: object) => Buffer.from(JSON.stringify(json)).toString('base64url')
  const text = `${part(header)}.${part(claims)}`
  const signature = sign('sha256', Buffer.from(text), KeyObject.from(key))
  return `${text}.${signature.toString('base64url')}`
}
