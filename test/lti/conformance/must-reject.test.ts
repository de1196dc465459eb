import { expect } from 'chai'
import { SignJWT } from 'jose'

import type { Page } from '../../support/a-browser.ts'
import { type LaunchBench, startLaunchBench } from '../../support/a-launch.ts'
import { type Claims, LTI } from '../../support/a-sample.ts'
import { aPlatformKey } from '../../support/fake-platform.ts'
import { launchInVain } from '../../support/stored-rows.ts'

/** The known bad payloads of the 1EdTech certification suite, LTI Core 1.3: refused, and no table has a new row. */
describe('certification: a launch that must be rejected', () => {
  let bench: LaunchBench
  before(async () => {
    bench = await startLaunchBench()
  })
  after(() => bench.stop())

  async function expectRejected(
    options: Parameters<typeof launchInVain>[1],
    ...refusal: readonly [status: number, code: string]
  ): Promise<Page> {
    const page = await launchInVain(bench, options)
    expect([page.status, page.errorCode]).to.deep.equal(refusal)
    expect(page.text).not.to.match(/\n\s+at |node_modules|\/src\//)
    return page
  }

  const sign = (claims: Claims, header: object) =>
    new SignJWT(claims)
      .setProtectedHeader({ alg: 'RS256', ...header })
      .sign(bench.platform.key.privateKey)

  it('4.1.1: no kid in the header', () =>
    expectRejected({ token: (claims) => sign(claims, {}) }, 401, 'token-not-proven'))

  it('4.1.2: incorrect kid', () => {
    const token = (claims: Claims) => sign(claims, { kid: 'imstester_66067' })
    return expectRejected({ token }, 401, 'token-not-proven')
  })

  it('4.1.3: wrong LTI version', () =>
    expectRejected({ claims: { [`${LTI}/version`]: '11.3' } }, 400, 'token-claims-invalid'))

  it('4.1.4: no LTI version', () =>
    expectRejected({ without: [`${LTI}/version`] }, 400, 'token-claims-invalid'))

  it('4.1.5: not an LTI token', () => {
    const token = () => bench.platform.sign({ name: 'badltilaunch' })
    return expectRejected({ token }, 401, 'token-not-proven')
  })

  it('4.1.6: missing LTI claims', () => {
    const token = ({ iss, aud, sub, nonce, iat, exp }: Claims) =>
      bench.platform.sign({ iss, aud, sub, nonce, iat, exp })
    return expectRejected({ token }, 400, 'token-claims-invalid')
  })

  it('4.1.7: bad timestamps', () =>
    expectRejected({ claims: { iat: 11111, exp: 22222 } }, 401, 'token-expired'))

  it('4.1.8: message type missing', () =>
    expectRejected({ without: [`${LTI}/message_type`] }, 400, 'token-claims-invalid'))

  it('4.1.9: roles claim missing', () =>
    expectRejected({ without: [`${LTI}/roles`] }, 400, 'token-claims-invalid'))

  it('4.1.10: deployment id missing', () =>
    expectRejected({ without: [`${LTI}/deployment_id`] }, 400, 'token-claims-invalid'))

  it('4.1.11: resource link missing', () =>
    expectRejected({ without: [`${LTI}/resource_link`] }, 400, 'token-claims-invalid'))

  it('4.1.11: resource link without its id', () => {
    const claims = { [`${LTI}/resource_link`]: { title: 'Bài 1' } }
    return expectRejected({ claims }, 400, 'token-claims-invalid')
  })

  it('4.1.12: sub missing', () => expectRejected({ without: ['sub'] }, 400, 'launch-anonymous'))

  it('signed by a stranger under a known kid', async () => {
    const stranger = { ...(await aPlatformKey()), kid: bench.platform.key.kid }
    await expectRejected({ key: stranger }, 401, 'token-not-proven')
  })
})
