import { expect } from 'chai'

import { type RegistrationBench, startRegistrationBench } from '../support/a-registration-bench.ts'

describe('addresses of a platform that registers itself', () => {
  let bench: RegistrationBench
  beforeEach(async () => {
    bench = await startRegistrationBench()
  })
  afterEach(() => bench.stop())

  const signs = { escape: '\u001b[2J', line: '\nid: x', turn: '\u202e', tab: '\t', blank: ' ' }
  for (const field of ['authorization_endpoint', 'jwks_uri', 'token_endpoint']) {
    for (const [name, sign] of Object.entries(signs)) {
      it(`have no sign but those of addresses: ${field}, ${name}`, async () => {
        bench.configure({ [field]: `${bench.platform.url}/${sign}` })
        const page = await bench.open(await bench.invite())
        expect([page.status, page.errorCode]).to.deep.equal([422, 'registration-address-refused'])
        expect(bench.app.deps.lti.registry.all()).to.deep.equal([])
      })
    }
  }
})
