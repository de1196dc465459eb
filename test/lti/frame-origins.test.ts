import { expect } from 'chai'

import { InvalidInputError } from '../../src/errors/index.ts'
import { parseFrameOrigins } from '../../src/lti/index.ts'

describe('parseFrameOrigins', () => {
  it('takes one origin a line, whole hosts, each once', () => {
    const text = 'https://a.example\n\n https://B.example:8443/ \r\nhttps://a.example'
    const origins = ['https://a.example', 'https://b.example:8443']
    expect(parseFrameOrigins(text, false)).to.deep.equal(origins)
    expect(parseFrameOrigins('  ', false)).to.deep.equal([])
  })

  const refused = [
    'a.example',
    'https://*.edu.vn',
    'https://*',
    '*',
    'https:',
    'https://a.example/path',
    'https://a.example/?q=1',
    'https://a.example/#x',
    'https://user@a.example',
    'https://a.example;script-src',
    "https://a.example'self'",
    'javascript:alert(1)',
    'data:text/html',
    'ftp://a.example',
    'http://a.example',
    'https://127.0.0.1',
    'https://[::1]',
    'https://10.0.0.8',
  ]
  for (const line of refused) {
    it(`refuses ${line} and says which line it was`, () => {
      const parse = () => parseFrameOrigins(`https://good.example\n${line}`, false)
      expect(parse)
        .to.throw(InvalidInputError, 'frame-origin-refused')
        .with.property('params')
        .that.deep.equals({ line })
    })
  }

  it('takes http and private addresses only where private platforms are allowed', () => {
    const text = 'http://10.0.0.8:8080'
    expect(parseFrameOrigins(text, true)).to.deep.equal([text])
    for (const line of ['http://*.lan', 'http://[::1]', 'file:///etc']) {
      expect(() => parseFrameOrigins(line, true)).to.throw('frame-origin-refused')
    }
  })

  it('takes no more than a header can carry', () => {
    const lines = Array.from({ length: 21 }, (_, index) => `https://lms${index}.example`)
    expect(parseFrameOrigins(lines.slice(1).join('\n'), false)).to.have.length(20)
    expect(() => parseFrameOrigins(lines.join('\n'), false)).to.throw('frame-origin-refused')
  })
})
