import { expect } from 'chai'
import fc from 'fast-check'

import { addDays, type Day } from '../../../src/runtime/index.ts'
import { type PackLog, readPackCode } from '../../../src/sessions/late/pack-code.ts'
import { tidyPackCode } from '../../../src/sessions/late/pack-signs.ts'
import { packCodeWriter, type WrittenLog } from '../../support/a-pack-code.ts'

const write = packCodeWriter()

const whole = (max: number, min = 0) => fc.integer({ min, max })

const aWritten: fc.Arbitrary<WrittenLog> = fc.record({
  module: fc.constantFrom('A1', 'B5', 'D4', 'P2', 'T1', 'DT-10', 'Z'),
  version: fc.oneof(whole(31, 1), whole(999_999, 32)),
  day: whole(8191),
  minute: whole(1439),
  nonce: whole(15),
  minutes: whole(1023),
  slide: whole(127),
  hands: whole(16_383),
  polls: fc.array(
    fc.record({ at: whole(127), counts: fc.array(whole(9999), { minLength: 1, maxLength: 8 }) }),
    { maxLength: 20 },
  ),
})

const aCode = fc
  .tuple(aWritten, fc.boolean())
  .map(([written, hasPolls]) => write(written, hasPolls).replaceAll('-', ''))

function read(code: string): PackLog | undefined {
  const { log } = { log: undefined, ...readPackCode(code) }
  return log
}

function expected(written: WrittenLog): PackLog {
  return {
    moduleId: written.module,
    version: String(written.version),
    heldOn: addDays('2025-01-01' as Day, written.day),
    minuteOfDay: written.minute,
    nonce: written.nonce,
    minutes: written.minutes,
    slideReached: written.slide,
    mostHands: written.hands,
    polls: written.polls,
  }
}

const SIGNS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const BUOI: WrittenLog = {
  module: 'B5',
  version: 1,
  day: 691,
  minute: 435,
  nonce: 9,
  minutes: 35,
  slide: 50,
  hands: 31,
  polls: [{ at: 0, counts: [3, 24, 2, 2] }],
}

describe('the code of an offline pack', () => {
  it('says all that the pack wrote down', () => {
    fc.assert(
      fc.property(aWritten, (written) => {
        expect(read(write(written, true))).to.deep.equal(expected(written))
        const { polls: _polls, ...head } = expected(written)
        expect(read(write(written, false))).to.deep.equal(head)
      }),
    )
  })

  it('is five groups of four for a module of ours, short enough to be typed', () => {
    expect(write(BUOI, false)).to.match(/^([0-9A-HJKMNP-TV-Z]{4}-){4}[0-9A-HJKMNP-TV-Z]{4}$/)
    expect(write(BUOI, true).length).to.be.lessThan(45)
  })

  it('is never read with one sign wrong', () => {
    fc.assert(
      fc.property(aCode, whole(10_000), whole(30), (code, at, by) => {
        const place = at % code.length
        const wrong = SIGNS[(SIGNS.indexOf(code[place]!) + 1 + by) % 32]!
        const typed = code.slice(0, place) + wrong + code.slice(place + 1)
        expect(readPackCode(typed)).to.deep.equal({ problem: { code: 'mistyped' } })
      }),
    )
  })

  it('is never read with two neighbours swapped', () => {
    fc.assert(
      fc.property(aCode, whole(10_000), (code, at) => {
        const place = at % (code.length - 1)
        const [one, other] = [code[place]!, code[place + 1]!]
        fc.pre(one !== other)
        const typed = code.slice(0, place) + other + one + code.slice(place + 2)
        expect(readPackCode(typed)).to.deep.equal({ problem: { code: 'mistyped' } })
      }),
    )
  })

  it('is not read with a sign too few at its end', () => {
    const code = write(BUOI, false)
    expect(readPackCode(code.slice(0, -1))).to.deep.equal({ problem: { code: 'mistyped' } })
  })

  it('takes small letters, blanks, any dash, and the letters that look like numbers', () => {
    const code = write(BUOI, true)
    const typed = ` ${code.toLowerCase().replaceAll('-', ' – ').replaceAll('0', 'o').replaceAll('1', 'l')} `
    expect(read(typed)).to.deep.equal(expected(BUOI))
    expect(tidyPackCode(typed)).to.equal(code)
  })

  it('names a letter that no code has, such as one that a Vietnamese keyboard made', () => {
    expect(readPackCode('4G8Đ')).to.deep.equal({ problem: { code: 'letter', letter: 'Đ' } })
    expect(readPackCode(' - ')).to.deep.equal({ problem: { code: 'empty' } })
  })

  it('is not guessed where a later release wrote it', () => {
    const values = [28, 0, 0, 0]
    const sum = values.reduce((before, value) => (before * 32 + value) % 32_749, 0)
    const check = [sum >> 10, (sum >> 5) % 32, sum % 32]
    const code = [...values, ...check].map((value) => SIGNS[value]).join('')
    expect(readPackCode(code)).to.deep.equal({ problem: { code: 'newer' } })
  })

  it('never throws, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(readPackCode(text)).to.be.an('object')
      }),
    )
  })
})
