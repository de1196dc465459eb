import { expect } from 'chai'
import { load } from 'cheerio'
import fc from 'fast-check'

import {
  renderLessonText,
  renderTeacherNotes,
  renderTokens,
  tokenize,
} from '../../src/catalogue/markdown.ts'
import { collectReports } from './builders.ts'

function rendered(text: string) {
  const { report, lines } = collectReports()
  return { html: renderLessonText(text, report), problems: lines }
}

describe('the Markdown subset', () => {
  it('knows paragraphs, headings, emphasis, lists, quotations and links inside', () => {
    const text =
      '## Tiêu đề\n\n**Đậm** và *nghiêng*.\n\n- một\n\n1. hai\n\n> trích\n\n[giúp](#help)'
    const { html, problems } = rendered(text)
    expect(problems).to.deep.equal([])
    expect(html.replaceAll('\n', '')).to.equal(
      '<h2>Tiêu đề</h2><p><strong>Đậm</strong> và <em>nghiêng</em>.</p><ul><li>một</li></ul>' +
        '<ol><li>hai</li></ol><blockquote><p>trích</p></blockquote><p><a href="#help">giúp</a></p>',
    )
  })

  it('keeps a dash with the word before it', () => {
    expect(rendered('**Dừng** – Hỏi – Báo <').html).to.equal(
      '<p><strong>Dừng</strong>\u00a0– Hỏi\u00a0– Báo &lt;</p>',
    )
  })

  it('leaves names with underscores as they are', () => {
    expect(rendered('kho_kim_cuong.top').html).to.equal('<p>kho_kim_cuong.top</p>')
  })

  for (const [what, text, told] of [
    ['a heading of the first level', '# Một', /heading is ## or ###/],
    ['a heading of the fourth level', '#### Bốn', /heading is ## or ###/],
    ['a link to another site', '[x](https://example.org)', /leads out of the product/],
    ['a link without its scheme', '[x](//example.org)', /leads out of the product/],
    ['a link that runs', '[x](javascript:alert(1))', /leads out of the product/],
    ['raw HTML', 'Xin <b>chào</b>', /raw HTML/],
    ['a picture', '![alt](a.png)', /picture block/],
    ['a block in a list', '- ```phone\n  x\n  ```', /interactive block stands only/],
    ['a page end in a quotation', '> ---', /page ends only/],
  ] as const) {
    it(`refuses ${what}`, () => {
      const { problems } = rendered(text)
      expect(problems.join('\n')).to.match(told)
    })
  }

  it('names the line', () => {
    expect(rendered('một\n\nhai\n\n# ba').problems[0]).to.match(/^5: /)
  })

  it('gives teachers tables without inline style', () => {
    const { report, lines } = collectReports()
    const html = renderTeacherNotes('| Bước | Phút |\n| :-- | --: |\n| 1 | 5 |', report)
    expect(lines).to.deep.equal([])
    expect(html)
      .to.contain('<th>Bước</th>')
      .and.to.contain('<td>5</td>')
      .and.not.to.contain('style')
  })
})

const ALLOWED_TAGS = new Set(
  'p h1 h2 h3 h4 h5 h6 em strong ul ol li blockquote a br table thead tbody tr th td hr'.split(' '),
)
const hostile = fc.array(
  fc.oneof(
    fc.constantFrom(
      ...['<script>alert(1)</script>', '<img src=x onerror=alert(1)>', '<svg/onload=alert(1)>'],
      ...[
        '[a](javascript:alert(1))',
        '[a](<javascript:alert(1)>)',
        '[a](JaVaScRiPt&colon;alert(1))',
      ],
      ...[
        '[a](data:text/html,x "onclick=alert(1)")',
        '[a](/x" onclick="alert(1))',
        '[a](//evil.example)',
      ],
      ...['[a]: javascript:alert(1)\n\n[a]', '<javascript:alert(1)>', '![x](javascript:alert(1))'],
      ...['```\n<script>\n```', '`<script>`', '&lt;script&gt;', '\\<script>', '|a|\n|:-:|\n|b|'],
      ...[
        '[',
        ']',
        '(',
        ')',
        '<',
        '>',
        '"',
        "'",
        '&',
        '\n',
        '\n\n',
        '- ',
        '> ',
        '# ',
        '**',
        '_',
        '\\',
      ],
    ),
    fc.string({ maxLength: 12 }),
  ),
  { maxLength: 25 },
)

/** What a browser would make of the HTML: which elements, with which attributes? */
function findUnsafe(html: string): readonly string[] {
  const $ = load(html, null, false)
  return $('*')
    .toArray()
    .flatMap((element) => {
      const name = String($(element).prop('tagName')).toLowerCase()
      const attributes = Object.entries($(element).attr() ?? {})
      const unsafe = attributes.filter(([key, value]) => !isSafeAttribute(key, value))
      const found = unsafe.map(([key, value]) => `${name} ${key}=${value}`)
      return ALLOWED_TAGS.has(name) ? found : [...found, name]
    })
}

function isSafeAttribute(name: string, value: string): boolean {
  if (name === 'start') return /^\d+$/.test(value)
  return name === 'href' && /^(#|\/(?![/\\]))/.test(value)
}

describe('HTML from hostile Markdown', () => {
  const { report } = collectReports()

  it('has no element and no attribute but the known ones, in lessons', () => {
    fc.assert(
      fc.property(hostile, (parts) => {
        const text = parts.join('')
        expect(findUnsafe(renderLessonText(text, report))).to.deep.equal([])
        expect(findUnsafe(renderTokens(tokenize(text)))).to.deep.equal([])
      }),
      { numRuns: 400 },
    )
  })

  it('has none in teacher notes either', () => {
    fc.assert(
      fc.property(hostile, (parts) => {
        expect(findUnsafe(renderTeacherNotes(parts.join(''), report))).to.deep.equal([])
      }),
      { numRuns: 400 },
    )
  })
})
