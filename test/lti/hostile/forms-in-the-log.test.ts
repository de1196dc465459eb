import { expect } from 'chai'

import { type LaunchBench, startLaunchBench } from '../../support/a-launch.ts'

// More than any form of LTI 1.3 has; a launch of LTI 1.1 with custom parameters has as many.
const MANY = Array.from({ length: 700 }, (_, index) => `custom_${index}=1`).join('&')
const PERSON = 'Nguyen+Hai+An'

describe('a form that is refused before it is read', () => {
  let bench: LaunchBench
  beforeEach(async () => {
    bench = await startLaunchBench({ env: { LOG_LEVEL: 'debug' } })
  })
  afterEach(() => bench.stop())

  for (const path of ['/lti/launch', '/lti/login', '/lti/proof', '/sign-in', '/present/start']) {
    it(`leaves nothing of itself in the log: ${path}`, async () => {
      const form = `lis_person_name_full=${PERSON}&password=${PERSON}&${MANY}`
      const { status, errorCode } = await bench.newBrowser().send(path, { form })
      expect([status, errorCode]).to.deep.equal([413, 'too-large'])
      const log = bench.app.logLines.join('')
      expect(log).to.contain('too many parameters').and.not.to.contain(PERSON)
    })
  }
})
