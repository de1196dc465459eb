import { expect } from 'chai'
import { SignJWT } from 'jose'

import type { Page } from '../../support/a-browser.ts'
import { launch, type LaunchBench, startLaunchBench, storedVisits } from '../../support/a-launch.ts'
import { type Claims, LTI } from '../../support/a-sample.ts'
import { aPlatformKey } from '../../support/fake-platform.ts'

/** The known bad payloads of the 1EdTech certification suite, LTI Core 1.3. */
describe('certification: a launch that must be rejected', () => {
  let bench: LaunchBench
  before(async () => {
    bench = await startLaunchBench()
  })
  after(() => bench.stop())

  async function expectRejected(page: Page, status: number, code: string): Promise<void> {
    expect(page.status).to.equal(status)
    expect(page.errorCode).to.equal(code)
    expect(page.text).not.to.match(/\n\s+at |node_modules|\/src\//)
    expect(page.headers.getSetCookie().join()).not.to.contain('lachan-visit')
    expect(await storedVisits(bench)).to.equal(0)
  }

  const sign = (claims: Claims, header: object) =>
    new SignJWT(claims)
      .setProtectedHeader({ alg: 'RS256', ...header })
      .sign(bench.platform.key.privateKey)

  it('no kid in the header', async () => {
    const page = await launch(bench, { token: (claims) => sign(claims, {}) })
    await expectRejected(page, 401, 'token-not-proven')
  })

  it('incorrect kid', async () => {
    const page = await launch(bench, {
      token: (claims) => sign(claims, { kid: 'imstester_66067' }),
    })
    await expectRejected(page, 401, 'token-not-proven')
  })

  it('wrong LTI version', async () => {
    const page = await launch(bench, { claims: { [`${LTI}/version`]: '11.3' } })
    await expectRejected(page, 400, 'token-claims-invalid')
  })

  it('no LTI version', async () => {
    const page = await launch(bench, { without: [`${LTI}/version`] })
    await expectRejected(page, 400, 'token-claims-invalid')
  })

  it('not an LTI token', async () => {
    const page = await launch(bench, { token: () => bench.platform.sign({ name: 'badltilaunch' }) })
    await expectRejected(page, 401, 'token-not-proven')
  })

  it('missing LTI claims', async () => {
    const onlyOpenId = ({ iss, aud, sub, nonce, iat, exp }: Claims) =>
      bench.platform.sign({ iss, aud, sub, nonce, iat, exp })
    await expectRejected(await launch(bench, { token: onlyOpenId }), 400, 'token-claims-invalid')
  })

  it('bad timestamps', async () => {
    const page = await launch(bench, { claims: { iat: 11111, exp: 22222 } })
    await expectRejected(page, 401, 'token-expired')
  })

  it('message type missing', async () => {
    const page = await launch(bench, { without: [`${LTI}/message_type`] })
    await expectRejected(page, 400, 'token-claims-invalid')
  })

  it('roles claim missing', async () => {
    const page = await launch(bench, { without: [`${LTI}/roles`] })
    await expectRejected(page, 400, 'token-claims-invalid')
  })

  it('deployment id missing', async () => {
    const page = await launch(bench, { without: [`${LTI}/deployment_id`] })
    await expectRejected(page, 400, 'token-claims-invalid')
  })

  it('resource link missing', async () => {
    const page = await launch(bench, { without: [`${LTI}/resource_link`] })
    await expectRejected(page, 400, 'token-claims-invalid')
  })

  it('resource link id missing', async () => {
    const page = await launch(bench, { claims: { [`${LTI}/resource_link`]: { title: 'Bài 1' } } })
    await expectRejected(page, 400, 'token-claims-invalid')
  })

  it('sub missing', async () => {
    const page = await launch(bench, { without: ['sub'] })
    await expectRejected(page, 400, 'launch-anonymous')
  })

  it('signed by a stranger under a known kid', async () => {
    const stranger = { ...(await aPlatformKey()), kid: bench.platform.key.kid }
    await expectRejected(await launch(bench, { key: stranger }), 401, 'token-not-proven')
  })
})
