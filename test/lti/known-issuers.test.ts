import { expect } from 'chai'

import { KNOWN_ISSUERS, speaksFor } from '../../src/lti/known-issuers.ts'

describe('who may speak for an issuer', () => {
  it('is the issuer’s own origin, below its path where it has one', () => {
    for (const issuer of ['https://lms.example', 'https://lms.example/']) {
      expect(speaksFor('https://lms.example/mod/config', issuer)).to.equal(true)
    }
    for (const issuer of ['https://lms.example/truong-1', 'https://lms.example/truong-1/']) {
      expect(speaksFor('https://lms.example/truong-1/mod/config?a=b', issuer)).to.equal(true)
    }
  })

  const neighbours = [
    'truong-2/config',
    'truong-1',
    'truong-11/config',
    'config',
    'truong-1/../truong-2/config',
    'truong-1/%2e%2e/truong-2/config',
    'truong-1/..%2ftruong-2/config',
    'truong-1/..%5Ctruong-2/config',
    'truong-1\\..\\truong-2/config',
    'TRUONG-1/config',
  ]
  for (const path of neighbours) {
    it(`is no neighbour on the same host: ${path}`, () => {
      const isOne = speaksFor(`https://lms.example/${path}`, 'https://lms.example/truong-1')
      expect(isOne).to.equal(false)
    })
  }

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
