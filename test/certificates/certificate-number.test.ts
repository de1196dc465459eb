import { expect } from 'chai'

import type { ModuleId } from '../../src/catalogue/index.ts'
import {
  certificateNumberOf,
  comparedName,
  parseCertificateNumber,
  parseHolderName,
} from '../../src/certificates/index.ts'
import { createMac } from '../../src/runtime/index.ts'
import type { LearnerKey } from '../../src/web/index.ts'

const mac = createMac(Buffer.alloc(32, 1))
const HOLDER = {
  personKey: 'teacher-1' as LearnerKey,
  moduleId: 'T1' as ModuleId,
  schoolYear: '2026-2027',
}
const NUMBER = certificateNumberOf(HOLDER, mac)
const ALPHABET = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'

describe('the number of a certificate', () => {
  it('is the same each time for one person, module and school year, and another for any other', () => {
    expect(NUMBER).to.match(/^LC-2026(-[2-9A-HJKMNP-Z]{4}){3}$/)
    expect(certificateNumberOf(HOLDER, mac)).to.equal(NUMBER)
    const others = [
      { ...HOLDER, personKey: 'teacher-2' as LearnerKey },
      { ...HOLDER, moduleId: 'T2' as ModuleId },
      { ...HOLDER, schoolYear: '2027-2028' },
    ].map((other) => certificateNumberOf(other, mac))
    expect(new Set([NUMBER, ...others]).size).to.equal(4)
  })

  it('follows from the key, which nobody else has', () => {
    expect(certificateNumberOf(HOLDER, createMac(Buffer.alloc(32, 2)))).not.to.equal(NUMBER)
  })

  it('has eleven characters that nobody can guess: 53 bits at least, whatever is known of the holder', () => {
    const places = Array.from({ length: 11 }, () => new Set<string>())
    for (let one = 0; one < 2000; one += 1) {
      const holder = { ...HOLDER, personKey: `teacher-${one}` as LearnerKey }
      const secret = certificateNumberOf(holder, mac).slice('LC-2026-'.length).replaceAll('-', '')
      places.forEach((seen, index) => seen.add(secret.charAt(index)))
    }
    expect(places.map(({ size }) => size)).to.deep.equal(places.map(() => ALPHABET.length))
    // Of 256 values of a byte, nine at most become the same character.
    expect(Math.floor(places.length * Math.log2(256 / 9))).to.equal(53)
  })

  it('is read in any case and with any separators', () => {
    const plain = NUMBER.replaceAll('-', '')
    for (const typed of [NUMBER.toLowerCase(), plain, ` ${NUMBER.replaceAll('-', ' ')} `]) {
      expect(parseCertificateNumber(typed)).to.equal(NUMBER)
    }
  })

  it('is refused with any one character wrong', () => {
    const places = Array.from(NUMBER, (_, at) => at).filter((at) => at > 7 && NUMBER[at] !== '-')
    const wrong = places.flatMap((at) =>
      Array.from(ALPHABET, (other) => `${NUMBER.slice(0, at)}${other}${NUMBER.slice(at + 1)}`),
    )
    const taken = wrong.filter((typed) => parseCertificateNumber(typed) !== undefined)
    expect(new Set(taken)).to.deep.equal(new Set([NUMBER]))
  })

  it('is refused with two neighbours swapped', () => {
    const plain = NUMBER.replaceAll('-', '')
    for (let at = 6; at < plain.length - 1; at += 1) {
      const [one = '', two = ''] = plain.slice(at, at + 2)
      if (one === two) continue
      const swapped = `${plain.slice(0, at)}${two}${one}${plain.slice(at + 2)}`
      expect(parseCertificateNumber(swapped), swapped).to.equal(undefined)
    }
  })

  it('is not found in what is none', () => {
    for (const typed of ['', 'LC', 'LC-2026', `${NUMBER}2`, 'LC-2026-1111-1111-1111']) {
      expect(parseCertificateNumber(typed)).to.equal(undefined)
    }
  })
})

describe('the name on a certificate', () => {
  it('is printed as it was typed, with its marks composed and spaces once', () => {
    expect(parseHolderName('  Nguyễn  Thị  Lan '.normalize('NFD'))).to.equal('Nguyễn Thị Lan')
    expect(parseHolderName("H'Hen Niê")).to.equal("H'Hen Niê")
  })

  it('is refused where it is no name', () => {
    for (const typed of ['', 'A', '123', '<b>Lan</b>', 'lan@so.example', 'x'.repeat(81)]) {
      expect(() => parseHolderName(typed), typed)
        .to.throw()
        .with.property('code', 'certificate-name-invalid')
    }
  })

  it('is compared without regard to capitals, spaces and the way its marks are composed', () => {
    const typed = ' NGUYỄN   thị lan '.normalize('NFD')
    expect(comparedName(typed)).to.equal(comparedName('Nguyễn Thị Lan'))
    expect(comparedName('Nguyen Thi Lan')).not.to.equal(comparedName('Nguyễn Thị Lan'))
  })
})
