import { expect } from 'chai'

import { addressOf, parseDraft, problemsOf } from '../../../src/learning/resources/resource-form.ts'

describe('the address of a resource', () => {
  for (const [text, address] of [
    ['https://vn-cop.vn', 'https://vn-cop.vn/'],
    ['https://moet.gov.vn/bai?id=3#2', 'https://moet.gov.vn/bai?id=3#2'],
    ['HTTPS://Tongdai111.VN/a b', 'https://tongdai111.vn/a%20b'],
  ] as const) {
    it(`may be ${text}`, () => {
      expect(addressOf(text)).to.equal(address)
    })
  }

  for (const text of [
    '',
    'vn-cop.vn',
    'http://vn-cop.vn',
    'javascript:alert(1)',
    'data:text/html,x',
    'https://vn-cop.vn@evil.example',
    'https://minh:mat-khau@vn-cop.vn',
    'https://localhost/a',
    'https://may-chu/a',
    'https://127.0.0.1/a',
    'https://[::1]/a',
    'https://3232235777/a',
    'https://nas.local/a',
    `https://vn-cop.vn/${'a'.repeat(500)}`,
  ]) {
    it(`may not be ${text.slice(0, 40) || 'empty'}`, () => {
      expect(addressOf(text)).to.equal(undefined)
    })
  }
})

describe('what is typed of a resource', () => {
  it('is trimmed, and shown to teachers alone unless it is ticked', () => {
    expect(parseDraft({ title: ' Phim ', url: ' https://a.vn ' })).to.deep.equal({
      title: 'Phim',
      url: 'https://a.vn',
      forLearners: false,
    })
    expect(parseDraft({ learners: '1' }).forLearners).to.equal(true)
  })

  it('needs a name that fits on a line and an address', () => {
    expect(problemsOf(parseDraft({}))).to.deep.equal(['title', 'url'])
    const long = { title: 'x'.repeat(121), url: 'https://a.vn' }
    expect(problemsOf(parseDraft(long))).to.deep.equal(['title'])
    expect(problemsOf(parseDraft({ ...long, title: 'x'.repeat(120) }))).to.deep.equal([])
  })
})
