import { expect } from 'chai'
import fc from 'fast-check'

import { createMac, createSealer, deriveKey, hashOf, isToken } from '../../src/runtime/index.ts'

const OLD = 'an old secret that is long enough for us'
const NEW = 'a new secret that is long enough for us!'

describe('sealer', () => {
  it('opens what it sealed, whatever the text', () => {
    const sealer = createSealer([OLD], 'test')
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(sealer.open(sealer.seal(text))).to.equal(text)
      }),
    )
  })

  it('never gives the same sealed text twice', () => {
    const sealer = createSealer([OLD], 'test')
    expect(sealer.seal('5')).not.to.equal(sealer.seal('5'))
  })

  it('opens with an older secret and seals with the first', () => {
    const old = createSealer([OLD], 'test').seal('5')
    const both = createSealer([NEW, OLD], 'test')
    expect(both.open(old)).to.equal('5')
    expect(createSealer([NEW], 'test').open(both.seal('6'))).to.equal('6')
  })

  it('refuses another purpose, another key and a changed text', () => {
    const sealed = createSealer([OLD], 'one').seal('5')
    // The last letter of base64 holds bits that nobody reads.
    const flipped = `${sealed.startsWith('A') ? 'B' : 'A'}${sealed.slice(1)}`
    expect(() => createSealer([OLD], 'two').open(sealed)).to.throw()
    expect(() => createSealer([NEW], 'one').open(sealed)).to.throw()
    expect(() => createSealer([OLD], 'one').open(flipped)).to.throw()
    expect(() => createSealer([OLD], 'one').open('garbage')).to.throw()
  })
})

describe('hashOf and mac', () => {
  it('tell apart the same letters split in another way', () => {
    const mac = createMac(deriveKey(OLD, 'test'))
    for (const digest of [hashOf, mac]) {
      expect(digest('ab', 'c')).not.to.equal(digest('a', 'bc'))
      expect(digest('ab', '')).not.to.equal(digest('ab'))
    }
  })
})

describe('isToken', () => {
  it('takes 43 characters of base64url and nothing else', () => {
    expect(isToken('a'.repeat(43))).to.equal(true)
    for (const bad of [
      'a b',
      '',
      'a'.repeat(42),
      'a'.repeat(44),
      `${'a'.repeat(42)}\n`,
      `${'a'.repeat(42)}=`,
    ]) {
      expect(isToken(bad), bad).to.equal(false)
    }
  })
})
