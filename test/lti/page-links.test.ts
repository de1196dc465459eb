import { expect } from 'chai'
import fc from 'fast-check'

import { nextPageOf } from '../../src/lti/page-links.ts'

const page = new URL('https://lms.example/2/lineitems?type_id=1')

/** As Node hands header bytes over. */
const asBytes = (text: string) => Buffer.from(text, 'utf8').toString('latin1')

const moodle =
  '<https://lms.example/i?limit=2&amp;from=0>; rel=“first”, <https://lms.example/i?limit=2&amp;from=2>; rel=“next”, <https://lms.example/i?limit=2&amp;from=5>; rel=“last”'

describe('the next page of a Link header', () => {
  const found: readonly (readonly [string, string, string])[] = [
    ['straight quotes', '<https://lms.example/b?p=2>; rel="next"', 'https://lms.example/b?p=2'],
    ['no quotes', '<https://lms.example/b>; rel=next', 'https://lms.example/b'],
    ['single quotes', "<https://lms.example/b>; rel='next'", 'https://lms.example/b'],
    ['Moodle’s curly quotes', moodle, 'https://lms.example/i?limit=2&from=2'],
    ['these as bytes', asBytes(moodle), 'https://lms.example/i?limit=2&from=2'],
    [
      'another parameter before',
      '<https://lms.example/b>; title="x"; rel="next"',
      'https://lms.example/b',
    ],
    ['several relations', '<https://lms.example/b>; rel="last next"', 'https://lms.example/b'],
    ['capitals', '<https://lms.example/b>; REL="Next"', 'https://lms.example/b'],
    [
      'a comma in the address',
      '<https://lms.example/b?x=1,2>; rel="next"',
      'https://lms.example/b?x=1,2',
    ],
    ['a relative address', '<?page=2>; rel="next"', 'https://lms.example/2/lineitems?page=2'],
  ]
  for (const [what, header, next] of found) {
    it(`is found with ${what}`, () => {
      expect(nextPageOf(header, page)?.href).to.equal(next)
    })
  }

  const none: readonly (readonly [string, string])[] = [
    ['an empty header', ''],
    [
      'other relations only',
      '<https://lms.example/b>; rel="prev", <https://lms.example/c>; rel="last"',
    ],
    ['a relation that only begins so', '<https://lms.example/b>; rel="nextish"'],
    ['no relation', '<https://lms.example/b>'],
    ['no address', '<http://>; rel="next"'],
    ['an address without an end', '<https://lms.example/b; rel="next"'],
    ['many beginnings', '<'.repeat(20_000)],
  ]
  for (const [what, header] of none) {
    it(`is none with ${what}`, () => {
      expect(nextPageOf(header, page)).to.equal(undefined)
    })
  }

  it('is an address or none, whatever the header', () => {
    const part = fc.constantFrom(
      '<',
      '>',
      ';',
      ',',
      'rel',
      '=',
      '"next"',
      '“next”',
      '&amp;',
      'a',
      ' ',
    )
    fc.assert(
      fc.property(fc.array(part), (parts) => {
        const next = nextPageOf(parts.join(''), page)
        expect(next === undefined || next instanceof URL).to.equal(true)
      }),
    )
  })
})
