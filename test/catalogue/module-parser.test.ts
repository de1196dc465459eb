import { expect } from 'chai'

import { parseModule } from '../../src/catalogue/module-parser.ts'
import {
  aQuestion,
  type FilesOverrides,
  messages,
  moduleFiles,
  SPOT_BLOCK,
  stepText,
} from './builders.ts'

function problemsOf(overrides: FilesOverrides): readonly string[] {
  return messages(parseModule(moduleFiles(overrides)).problems)
}

function drawing(name: string, content: string | Buffer) {
  return new Map([[name, { path: `content/B5/1/media/${name}`, content: Buffer.from(content) }]])
}

describe('a module’s files', () => {
  it('become a module', () => {
    const { loaded, problems } = parseModule(moduleFiles())
    expect(problems).to.deep.equal([])
    expect(loaded?.module).to.deep.include({ id: 'B5', version: '1', passMark: 0.8 })
    expect(loaded?.module.steps.map(({ slug }) => slug)).to.deep.equal(['soi', 'chuyen', 'bao'])
    expect(loaded?.module.teacherNotes).to.contain('<h2>Mục tiêu</h2>')
  })

  it('are told all their problems at once', () => {
    const texts = { 'quiz.json': '{', 'teacher.md': '# Một', 'steps/03-bao.md': 'Em đọc.' }
    const problems = problemsOf({ head: { minutes: 0 }, texts })
    expect(problems.map((one) => one.split(':')[0])).to.deep.equal([
      'content/B5/1/module.json',
      'content/B5/1/steps/03-bao.md',
      'content/B5/1/quiz.json',
      'content/B5/1/teacher.md',
    ])
  })

  for (const name of ['module.json', 'quiz.json', 'teacher.md']) {
    it(`need ${name}`, () => {
      expect(problemsOf({ texts: { [name]: undefined } })).to.deep.equal([
        `content/B5/1/${name}: is missing.`,
      ])
    })
  }

  it('need a step', () => {
    const texts = Object.fromEntries(
      ['01-soi', '02-chuyen', '03-bao'].map((step) => [`steps/${step}.md`, undefined]),
    )
    expect(problemsOf({ texts })).to.deep.equal([
      'content/B5/1/steps: has no step like 01-ten-buoc.md.',
    ])
  })

  it('may not contain what nobody reads', () => {
    expect(problemsOf({ texts: { 'steps/bai.txt': 'x' } })[0]).to.contain(
      'is not a file of the format',
    )
  })

  it('number their steps without gaps', () => {
    const texts = { 'steps/05-them.md': stepText('Em đọc.') }
    expect(problemsOf({ texts })).to.deep.equal([
      'content/B5/1/steps/05-them.md: steps must be numbered 01, 02, 03 … without gaps.',
    ])
  })

  it('give no two steps one name', () => {
    const texts = { 'steps/04-bao.md': stepText('Em đọc.') }
    expect(problemsOf({ texts })).to.deep.equal(["content/B5/1/steps: two steps are called 'bao'."])
  })

  it('use no id twice among blocks and questions', () => {
    const texts = { 'steps/04-them.md': stepText(SPOT_BLOCK) }
    expect(problemsOf({ texts })[0]).to.contain("the id 'soi-tin' is used twice")
    expect(problemsOf({ questions: [aQuestion({ id: 'hai-ro' })] })[0]).to.contain(
      "'hai-ro' is used twice",
    )
  })

  it('agree with their folder on id and version', () => {
    expect(problemsOf({ head: { id: 'B4', version: '2' } })).to.deep.equal([
      "content/B5/1/module.json: 'id' is B4, but the folder is B5.",
      "content/B5/1/module.json: 'version' is 2, but the folder is 1.",
    ])
  })

  it('may show a drawing of their own', () => {
    const picture = '```picture\nfile: la-chan.svg\nalt: Một chiếc khiên hình lá\n```'
    const { loaded, problems } = parseModule(
      moduleFiles({
        texts: { 'steps/04-them.md': stepText(picture) },
        media: drawing('la-chan.svg', '<svg xmlns="http://www.w3.org/2000/svg"/>'),
      }),
    )
    expect(problems).to.deep.equal([])
    expect(loaded?.media.get('la-chan.svg')?.contentType).to.equal('image/svg+xml')
  })

  it('may not show a drawing that is not there', () => {
    const texts = {
      'steps/04-them.md': stepText('```picture\nfile: a.svg\nalt: Một cái khiên\n```'),
    }
    expect(problemsOf({ texts })).to.deep.equal([
      'content/B5/1/steps/04-them.md: picture: there is no media/a.svg.',
    ])
  })

  it('may not have a drawing that is too heavy for a slow line', () => {
    expect(problemsOf({ media: drawing('a.png', Buffer.alloc(61 * 1024)) })).to.deep.equal([
      'content/B5/1/media/a.png: is larger than 60 KB.',
    ])
  })

  it('may have a drawing that points into itself, with a comment', () => {
    const svg = '<svg><!-- a leaf --><g clip-path="url(#a)"><use href="#b"/></g></svg>'
    expect(problemsOf({ media: drawing('a.svg', svg) })).to.be.empty
  })

  it('may not have an SVG of more than 12 KB, which loads slowly and could be simpler', () => {
    const svg = `<svg><path d="${'M0 0'.repeat(4 * 1024)}"/></svg>`
    expect(problemsOf({ media: drawing('a.svg', svg) })).to.deep.equal([
      'content/B5/1/media/a.svg: is larger than 12 KB.',
    ])
  })

  it('may not have other kinds of files as drawings', () => {
    expect(problemsOf({ media: drawing('a.gif', 'x') })).to.deep.equal([
      'content/B5/1/media/a.gif: must be an .svg, .webp or .png file.',
    ])
  })

  for (const svg of [
    '<svg><script>alert(1)</script></svg>',
    '<svg onload="alert(1)"/>',
    '<svg><a href="javascript:alert(1)"/></svg>',
    '<svg><image href="https://evil.example/a.png"/></svg>',
    '<svg><use href="/media/B5/1/b.svg#a"/></svg>',
    '<svg><a href="&#x6a;avascript:alert(1)"/></svg>',
    '<svg><scr<!-- -->ipt>alert(1)</script></svg>',
    '<svg><style>@import "a.css";</style></svg>',
    '<!DOCTYPE svg [<!ENTITY a "b">]><svg/>',
    '<svg><animate attributeName="href"/></svg>',
    '<svg><rect fill="url(//evil.example/a)"/></svg>',
    '<svg xmlns:s="http://www.w3.org/2000/svg"><s:script>alert(1)</s:script></svg>',
    '<svg><meta xmlns="http://www.w3.org/1999/xhtml" http-equiv="refresh" content="0"/></svg>',
    '<svg><?a <!-- ?><script>alert(1)</script><?a --> ?></svg>',
    '<?xml version="1.0" encoding="utf-7"?><svg>+ADw-script+AD4-</svg>',
    '<svg><style>svg{background:\\75rl(//evil.example/a)}</style></svg>',
    '<svg><style>svg{background:image-set("//evil.example/a" 1x)}</style></svg>',
    '<svg><g xml:base="//evil.example/"/></svg>',
    `<svg>${'<use href="#a"/>'.repeat(13)}</svg>`,
    '<\0s\0v\0g\0>\0<\0s\0c\0r\0i\0p\0t\0>\0',
  ]) {
    it(`may not have an active drawing: ${svg}`, () => {
      expect(problemsOf({ media: drawing('a.svg', svg) })[0]).to.contain('must be a plain drawing')
    })
  }
})
