import { expect } from 'chai'

import { createMac } from '../../../src/runtime/index.ts'
import { runIdOf } from '../../../src/sessions/index.ts'
import { openRunToken, runTokenOf } from '../../../src/sessions/present/run-token.ts'

const mac = createMac(Buffer.alloc(32, 7))
const NOW = new Date('2026-11-23T00:15:00.000Z')
const id = runIdOf('code')
const token = runTokenOf(id, NOW, mac)
const hoursLater = (hours: number) => new Date(NOW.getTime() + hours * 60 * 60 * 1000)

describe('the token of a run', () => {
  it('opens its run for a school day and no longer', () => {
    expect(openRunToken(token, hoursLater(11.99), mac)).to.equal(id)
    expect(openRunToken(token, hoursLater(12), mac)).to.equal(undefined)
  })

  it('cannot be made without the key', () => {
    const forged = runTokenOf(id, NOW, createMac(Buffer.alloc(32, 8)))
    expect(openRunToken(forged, NOW, mac)).to.equal(undefined)
  })

  it('cannot be turned into that of another run or of another hour', () => {
    const [, end = '', proof = ''] = token.split('.')
    const other = ['other', end, proof].join('.')
    const longer = [id, hoursLater(1000).getTime().toString(36), proof].join('.')
    expect(openRunToken(other, NOW, mac)).to.equal(undefined)
    expect(openRunToken(longer, NOW, mac)).to.equal(undefined)
  })

  for (const bad of ['', '.', '..', 'x', `${token}.`, `${token}x`, 'a.b.c.d']) {
    it(`is not “${bad.slice(0, 8)}…”`, () => {
      expect(openRunToken(bad, NOW, mac)).to.equal(undefined)
    })
  }

  it('is of one run: two codes never share an id', () => {
    expect(runIdOf('other')).not.to.equal(id)
  })
})
