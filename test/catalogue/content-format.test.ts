import { readFile } from 'node:fs/promises'

import { expect } from 'chai'

import { parseModuleHead } from '../../src/catalogue/module-file.ts'
import { parseQuiz } from '../../src/catalogue/quiz-file.ts'
import { parseStep } from '../../src/catalogue/step-file.ts'
import { collectReports, stepText } from './builders.ts'

async function examples(language: string): Promise<readonly string[]> {
  const page = await readFile('docs/content-format.md', 'utf8')
  const fences = page.matchAll(
    /^(?<ticks>`{3,4})(?<language>json|markdown)\n(?<text>[\s\S]*?)^\k<ticks>$/gm,
  )
  return [...fences]
    .filter((fence) => fence.groups?.['language'] === language)
    .map((fence) => fence.groups?.['text'] ?? '')
}

describe('the page for authors', () => {
  it('shows steps and blocks that the tool understands', async () => {
    const texts = await examples('markdown')
    const { report, lines } = collectReports()
    const steps = texts.map((text) =>
      parseStep(
        { slug: 'vi-du', text: text.startsWith('---') ? text : stepText(text) },
        { report, hasMedia: () => true },
      ),
    )
    expect(lines).to.deep.equal([])
    const types = steps.flatMap((step) => step?.pages.flatMap(({ blocks }) => blocks) ?? [])
    expect(new Set(types.map(({ type }) => type))).to.deep.equal(
      new Set([
        ...['text', 'phone', 'spot', 'sort', 'order', 'pledge', 'scenario', 'poll', 'picture'],
      ]),
    )
  })

  it('shows a module.json and a quiz.json that the tool understands', async () => {
    const [head = '', quiz = ''] = await examples('json')
    const { report, lines } = collectReports()
    parseModuleHead(head, { id: 'B5', version: '1' }, report)
    parseQuiz(quiz, report)
    expect(lines).to.deep.equal([])
  })
})
