import { expect } from 'chai'

import { KNOWN_ISSUERS, speaksFor } from '../../src/lti/known-issuers.ts'

describe('who may speak for an issuer', () => {
  it('is the issuer’s own origin', () => {
    expect(speaksFor('https://lms.example/mod/config', 'https://lms.example')).to.equal(true)
    expect(speaksFor('https://lms.example/mod/config', 'https://lms.example/moodle')).to.equal(true)
  })

  it('is nobody else, whatever the names look like', () => {
    for (const url of [
      'https://lms.example.evil/config',
      'https://evil.example/lms.example',
      'https://sub.lms.example/config',
      'http://lms.example/config',
      'https://lms.example:8443/config',
    ]) {
      expect(speaksFor(url, 'https://lms.example'), url).to.equal(false)
    }
  })

  for (const { issuer, origins } of KNOWN_ISSUERS) {
    it(`${issuer} is spoken for by the addresses in its list alone`, () => {
      for (const origin of origins) {
        expect(speaksFor(`${origin}/config`, issuer)).to.equal(true)
        expect(speaksFor(`${origin}/config`, `${issuer}/other`)).to.equal(false)
        expect(speaksFor(`${origin}.evil.example/config`, issuer)).to.equal(false)
      }
    })
  }

  it('names its source for each exception', () => {
    for (const { source } of KNOWN_ISSUERS) expect(source).to.match(/^https:\/\//)
  })
})
