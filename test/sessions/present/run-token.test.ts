import { expect } from 'chai'

import { createMac } from '../../../src/runtime/index.ts'
import { runIdOf } from '../../../src/sessions/index.ts'
import { openRunToken, type RunRight, runTokenOf } from '../../../src/sessions/present/run-token.ts'

const mac = createMac(Buffer.alloc(32, 7))
const NOW = new Date('2026-11-23T00:15:00.000Z')
const id = runIdOf('code')
const token = runTokenOf('wall', { id, now: NOW, mac })
const open = (token: string, now = NOW, right: RunRight = 'wall') =>
  openRunToken(right, { token, now, mac })
const hoursLater = (hours: number) => new Date(NOW.getTime() + hours * 60 * 60 * 1000)

describe('the token of a run', () => {
  it('opens its run for a school day and no longer', () => {
    expect(open(token, hoursLater(11.99))).to.equal(id)
    expect(open(token, hoursLater(12))).to.equal(undefined)
  })

  it('of a phone is over after two hours, and is none of the wall’s', () => {
    const phone = runTokenOf('notes', { id, now: NOW, mac })
    expect(open(phone, hoursLater(1.99), 'notes')).to.equal(id)
    expect(open(phone, hoursLater(2), 'notes')).to.equal(undefined)
    expect(open(phone, NOW, 'wall')).to.equal(undefined)
    expect(open(token, NOW, 'notes')).to.equal(undefined)
  })

  it('cannot be made without the key', () => {
    const forged = runTokenOf('wall', { id, now: NOW, mac: createMac(Buffer.alloc(32, 8)) })
    expect(open(forged)).to.equal(undefined)
  })

  it('cannot be turned into that of another run or of another hour', () => {
    const [, end = '', proof = ''] = token.split('.')
    const other = ['other', end, proof].join('.')
    const longer = [id, hoursLater(1000).getTime().toString(36), proof].join('.')
    expect(open(other)).to.equal(undefined)
    expect(open(longer)).to.equal(undefined)
  })

  for (const bad of ['', '.', '..', 'x', `${token}.`, `${token}x`, 'a.b.c.d']) {
    it(`is not “${bad.slice(0, 8)}…”`, () => {
      expect(open(bad)).to.equal(undefined)
    })
  }

  it('is of one run: two codes never share an id', () => {
    expect(runIdOf('other')).not.to.equal(id)
  })
})
