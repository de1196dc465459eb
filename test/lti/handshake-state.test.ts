import { expect } from 'chai'

import { createState, parseState, readStorageTarget } from '../../src/lti/handshake-state.ts'
import { createToken } from '../../src/runtime/index.ts'

const token = createToken()

describe('a state', () => {
  it('is a fresh token', () => {
    expect(createState()).to.match(/^[\w-]{43}$/)
    expect(createState()).not.to.equal(createState())
    expect(parseState(createState())).to.deep.equal({})
  })

  it('carries the storage target where there is no cookie', () => {
    const state = createState({ storageTarget: 'post_message_forwarding' })
    expect(state).to.match(/^[\w-]{43}\.post_message_forwarding$/)
    expect(parseState(state)).to.deep.equal({ storageTarget: 'post_message_forwarding' })
  })

  for (const text of [
    '',
    'short',
    `${token}.`,
    `${token}.a.b`,
    `${token}.a b`,
    `${token}.${'a'.repeat(65)}`,
    `.${token}`,
    `${token}\r\n`,
    `${token}.__proto__.x`,
  ]) {
    it(`is not ${JSON.stringify(text)}`, () => {
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
