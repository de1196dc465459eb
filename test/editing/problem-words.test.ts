import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

import { expect } from 'chai'

import { problemWords } from '../../src/editing/problem-words.ts'
import { createTexts } from '../../src/web/index.ts'

const texts = createTexts()

/** Sentences that the checker's sources hold, with a number or a word in each gap. */
function sentences(): readonly string[] {
  const files = readdirSync('src/catalogue', { recursive: true, encoding: 'utf8' })
  return files
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) => [
      ...readFileSync(path.join('src/catalogue', file), 'utf8').matchAll(
        /(?:message: |report\()\s*(?:`([^`]+)`|'([^']+)')/g,
      ),
    ])
    .map(([, template, plain]) => (template ?? plain ?? '').replaceAll(/\$\{[^}]*\}/g, '7'))
    .filter((text) => text.length > 5)
    .filter((text) => text.endsWith('.') || text.includes(': '))
}

describe('what an editor reads of a problem', () => {
  it('is Vietnamese for every sentence that the checker has', () => {
    const found = sentences()
    expect(found.length).to.be.greaterThan(40)
    const untold = found.filter((text) =>
      problemWords(text, texts).startsWith('Chưa đúng định dạng'),
    )
    expect(untold.filter((text) => !isJoined(text))).to.deep.equal([])
  })

  it('names what the sentence names', () => {
    expect(problemWords('page 3 has 140 words; 120 are allowed.', texts)).to.equal(
      'Trang 3 có 140 chữ, tối đa 120.',
    )
    expect(problemWords("'minutes' is required.", texts)).to.equal('Thiếu mục “minutes”.')
  })

  it('is the sentence itself, with a word about it, where nobody has put it into Vietnamese', () => {
    expect(problemWords('never seen before', texts)).to.equal(
      'Chưa đúng định dạng: never seen before',
    )
  })
})

/** Put together of two: the part that names a question or a scenario is told with the rest. */
function isJoined(text: string): boolean {
  return (
    /^(question|scenario) '7' 7$|^7: 7$/.test(text) ||
    text.startsWith('must ') ||
    text.startsWith('has recordings')
  )
}
