import { readdirSync, readFileSync } from 'node:fs'

import { expect } from 'chai'

import { createTexts, type TextKey } from '../../src/web/index.ts'

interface Tree {
  readonly [key: string]: string | Tree
}

const readLocale = (locale: string) =>
  JSON.parse(readFileSync(`views/locales/${locale}.json`, 'utf8')) as Tree

function flatten(tree: Tree, prefix = ''): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[prefix + key, value]] : flatten(value, `${prefix}${key}.`),
  )
}

function filesOf(folder: string, ending: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith(ending))
    .map((file) => `${folder}/${file}`)
}

const vi = flatten(readLocale('vi'))
const en = flatten(readLocale('en'))
const keys = new Set(vi.map(([key]) => key))
const parameters = (text: string) => (text.match(/\{\{\w+\}\}/g) ?? []).toSorted()

describe('the locales', () => {
  it('have the same keys in the same order', () => {
    expect(en.map(([key]) => key)).to.deep.equal(vi.map(([key]) => key))
  })

  it('use the same parameters', () => {
    expect(en.map(([key, text]) => [key, parameters(text)])).to.deep.equal(
      vi.map(([key, text]) => [key, parameters(text)]),
    )
  })

  it('have no empty text and no straight quotes', () => {
    const bad = [...vi, ...en].filter(([, text]) => text.trim() === '' || /["']/.test(text))
    expect(bad).to.deep.equal([])
  })

  it('keep Vietnamese in one way of writing its letters', () => {
    expect(vi.filter(([, text]) => text !== text.normalize('NFC'))).to.deep.equal([])
  })
})

describe('texts that speak to grown-ups', () => {
  const texts = createTexts()
  const adult = vi.filter(([key]) => key.endsWith('_adult'))

  it('stand beside the one for children, and call nobody “em”', () => {
    const alone = adult.filter(([key]) => !keys.has(key.replace(/_adult$/, '')))
    const wrong = adult.filter(([, text]) =>
      /(^|[^\p{L}])(?<!các )(?<!một )em(?! nhỏ)([^\p{L}]|$)/iu.test(text),
    )
    expect([adult.length > 0, alone, wrong]).to.deep.equal([true, [], []])
  })

  it('are taken for grown-ups only, and the common text where there is no other', () => {
    expect(texts.to('adults')('bar.help')).to.equal('Cần giúp đỡ')
    expect(texts.to('children')('bar.help')).to.equal('Em cần giúp')
    expect(texts.to('adults')('bar.exit')).to.equal(texts.t('bar.exit'))
    expect(texts.to('adults')('learning.result.count', { right: 5, total: 8 })).to.include(
      '5 trên 8',
    )
  })
})

describe('the texts of errors', () => {
  // What a platform's answer lacks is a reason of a delivery (problem-words.ts), no code of a page.
  const codes = filesOf('src', '.ts').flatMap((file) =>
    [
      ...readFileSync(file, 'utf8').matchAll(
        /(?<!UnusableAnswer)Error\(\s*'([a-z]+(?:-[a-z]+)*)'/g,
      ),
    ].map(([, code]) => code),
  )

  it('exist for every code that the product throws', () => {
    expect(codes).to.include('visit-expired')
    const without = codes.filter((code) => !keys.has(`errors.${code}.title`))
    expect(without).to.deep.equal([])
  })

  it('say what happened and what to do', () => {
    const { title, body } = createTexts().ofError('internal', { errorId: 'abc' })
    expect(title).to.equal('Đã có lỗi xảy ra')
    expect(body).to.include('báo mã abc cho nhà trường')
  })

  it('read as an internal error where a code has none', () => {
    const texts = createTexts()
    expect(texts.ofError('no-such-code').title).to.equal(texts.ofError('internal').title)
  })
})

describe('the texts of templates', () => {
  const used = filesOf('views', '.ejs').flatMap((file) =>
    [
      ...readFileSync(file, 'utf8').matchAll(/t\([^)]*?'([a-z][\w.-]+)'(?: : '([a-z][\w.-]+)')?/gi),
    ].flatMap(([, one, two]) =>
      [one, two].filter((key) => key !== undefined).map((key) => ({ file, key })),
    ),
  )
  const patterns = filesOf('views', '.ejs').flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/t\(`([\w.]+\.)\$\{/g)].map(
      ([, prefix = '']) => prefix,
    ),
  )

  it('exist under the keys that templates name', () => {
    expect(used.length).to.be.greaterThan(60)
    expect(used.filter(({ key }) => !keys.has(key))).to.deep.equal([])
  })

  it('exist under the groups of keys that templates choose from', () => {
    const empty = patterns.filter((prefix) => ![...keys].some((key) => key.startsWith(prefix)))
    expect(empty).to.deep.equal([])
  })
})

describe('createTexts', () => {
  it('puts parameters in as they are: escaping is the template’s work', () => {
    expect(createTexts().t('help.call', { number: '<111>' })).to.equal('Gọi <111>')
  })

  it('speaks both languages', () => {
    const key: TextKey = 'bar.help'
    expect([createTexts().t(key), createTexts('en').t(key)]).to.deep.equal([
      'Em cần giúp',
      'I need help',
    ])
  })

  it('writes days of Việt Nam as dd/mm/yyyy', () => {
    expect(createTexts().date(new Date('2026-11-22T17:30:00Z'))).to.equal('23/11/2026')
  })

  it('writes numbers with a decimal comma', () => {
    expect(createTexts().number(1234.5)).to.equal('1.234,5')
  })
})
