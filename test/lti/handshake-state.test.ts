import { expect } from 'chai'

import { headOf, parseState, readStorageTarget } from '../../src/lti/handshake-state.ts'
import type { RegistrationId } from '../../src/lti/index.ts'
import { createToken } from '../../src/runtime/index.ts'

const [id, mac] = [createToken(), createToken()]
const unsigned = { id, registrationId: 'registration-1' as RegistrationId, expiry: 'mbxq8w00' }

describe('a state', () => {
  it('says what its login was', () => {
    expect(parseState(`${headOf(unsigned)}.${mac}`)).to.deep.equal({ ...unsigned, mac })
  })

  it('carries the storage target where there is no cookie', () => {
    const stored = { ...unsigned, storageTarget: 'post_message_forwarding' }
    expect(parseState(`${headOf(stored)}.${mac}`)).to.deep.equal({ ...stored, mac })
  })

  for (const [what, text] of [
    ['nothing', ''],
    ['a word', 'short'],
    ['a token alone', id],
    ['a state without its mac', `${headOf(unsigned)}.`],
    ['a state with more', `${headOf(unsigned)}.${mac}.x`],
    ['a short id', `${headOf({ ...unsigned, id: 'short' })}.${mac}`],
    ['an odd time', `${headOf({ ...unsigned, expiry: '-1' })}.${mac}`],
    ['a target with a space', `${headOf({ ...unsigned, storageTarget: 'a b' })}.${mac}`],
    ['a target too long', `${headOf({ ...unsigned, storageTarget: 'a'.repeat(65) })}.${mac}`],
    ['a line break', `${headOf(unsigned)}.${mac}\r\n`],
  ] as const) {
    it(`is not ${what}`, () => {
      expect(parseState(text)).to.equal(undefined)
    })
  }
})

describe('a storage target', () => {
  for (const name of ['_parent', 'lti_storage', 'post_message_forwarding', 'frame-1']) {
    it(`is ${name}`, () => {
      expect(readStorageTarget(name)).to.equal(name)
    })
  }

  for (const name of [undefined, '', 'a b', 'a.b', '<script>', 'a'.repeat(65), 'khung-số-1']) {
    it(`is not ${JSON.stringify(name)}`, () => {
      expect(readStorageTarget(name)).to.equal(undefined)
    })
  }
})
