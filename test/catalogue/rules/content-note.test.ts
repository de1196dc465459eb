import { expect } from 'chai'

import type { Block, Module } from '../../../src/catalogue/index.ts'
import { contentNote } from '../../../src/catalogue/rules/content-note.ts'
import { aModule, aStep } from '../builders.ts'

const HELP = '<p>Gọi 111, miễn phí.</p>'
const NOTE = '<p>Bài này nói về lời đe doạ. Em bấm Thoát lúc nào cũng được.</p>'
const poll: Block = { type: 'poll', id: 'tay', prompt: 'Em chọn gì?', options: [] }

function beginningWith(...blocks: readonly Block[]): Partial<Module> {
  return { sensitive: true, steps: [aStep({ pages: [{ blocks }] })] }
}

function found(overrides: Partial<Module>): readonly string[] {
  return contentNote(aModule(overrides)).map(({ file, message }) => `${file} ${message}`)
}

function text(html: string): Block {
  return { type: 'text', html }
}

describe('a sensitive module', () => {
  it('begins with help and a note', () => {
    expect(found(beginningWith(text(HELP + NOTE)))).to.deep.equal([])
  })

  it('needs help first', () => {
    expect(found(beginningWith(text(NOTE)))).to.deep.equal([
      'steps/01-doc.md does not begin with where to get help (111 or 113).',
    ])
    expect(found(beginningWith(text(NOTE + HELP)))).to.deep.equal([
      'steps/01-doc.md says what is coming before where to get help.',
    ])
  })

  it('needs the note and a way out', () => {
    expect(found(beginningWith(text(HELP)))).to.deep.equal([
      'steps/01-doc.md does not say on its first page what is coming (“Bài này nói …”).',
      'steps/01-doc.md does not say on its first page how to stop.',
    ])
  })

  it('has nothing to do before it has prepared', () => {
    expect(found(beginningWith(text(HELP + NOTE), poll))).to.deep.equal([
      'steps/01-doc.md asks for something in the step that prepares for it.',
    ])
  })

  it('is the only kind that needs all this', () => {
    expect(found({ ...beginningWith(poll), sensitive: false })).to.deep.equal([])
  })
})
