import { readFileSync } from 'node:fs'

import { expect } from 'chai'

const GUIDE = 'docs/guides/quan-tri-lms.md'

interface Vietnamese {
  readonly errors: Readonly<Record<string, { readonly title: string } | undefined>>
  readonly platforms: { readonly check: Readonly<Record<string, { readonly title: string }>> }
}

const texts = JSON.parse(readFileSync('views/locales/vi.json', 'utf8')) as Vietnamese

/** Cells of the table below a heading, without its head and rule. */
function rowsBelow(heading: string): readonly (readonly string[])[] {
  const [, rest = ''] = readFileSync(GUIDE, 'utf8').split(`## ${heading}\n`)
  const [section = ''] = rest.split('\n## ')
  return section
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .slice(2)
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    )
}

describe('the guide for administrators of an LMS', () => {
  it('calls the pages of refused launches as they are called', () => {
    const rows = rowsBelow('Khi không mở được bài')
    expect(rows).not.to.deep.equal([])
    for (const [titles = '', codes = ''] of rows) {
      const named = Array.from(codes.matchAll(/`([a-z-]+)`/g), ([, code = '']) => code)
      const called = named.map((code) => texts.errors[code]?.title ?? code)
      expect(titles, codes).to.equal(called.join('; '))
    }
  })

  it('explains every line of the self-test by its name', () => {
    const rows = rowsBelow('Tự kiểm tra: mỗi dòng nghĩa là gì')
    const named = rows.map(([title = '']) => title.replaceAll('*', '')).filter((it) => it !== '')
    const shown = Object.values(texts.platforms.check).map(({ title }) => title)
    expect(named).to.have.members(shown)
  })
})
