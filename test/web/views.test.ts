import { readdirSync, readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'

import { expect } from 'chai'

const templates = readdirSync('views', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ejs'))
  .map((file) => ({ file, text: readFileSync(`views/${file}`, 'utf8') }))

/** HTML that the catalogue made from its Markdown subset; nothing else may come out unescaped. */
const TRUSTED_HTML = [
  'handouts/offline.ejs: page.notesHtml',
  'handouts/sheet.ejs: followUp',
  'handouts/sheet.ejs: page.avoid',
  'handouts/sheet.ejs: page.before.html',
  'handouts/sheet.ejs: page.say',
  'handouts/sheet.ejs: page.told.html',
  'layouts/bare.ejs: body',
  'layouts/default.ejs: body',
  'layouts/notes.ejs: body',
  'layouts/pack.ejs: body',
  'layouts/paper.ejs: body',
  'layouts/wall.ejs: body',
  'learning/blocks/scenario.ejs: it.html',
  'learning/blocks/scenario.ejs: it.html',
  'learning/blocks/text.ejs: it.html',
  'learning/teacher.ejs: page.notesHtml',
  'present/notes.ejs: page.phone.qrSvg',
  'present/notes.ejs: section',
  'present/screens/ending.ejs: it.content.html',
  'present/screens/node.ejs: it.content.html',
  'present/screens/text.ejs: it.content.html',
  'sessions/follow-ups.ejs: task',
]

describe('the templates', () => {
  it('print unescaped only includes, the layout’s body and trusted HTML of modules', () => {
    const raw = templates.flatMap(({ file, text }) =>
      [...text.matchAll(/<%-\s*(.*?)\s*%>/gs)]
        .map(([, code = '']) => code)
        .filter((code) => !/^include\([^;]*\)$/s.test(code))
        .map((code) => `${file}: ${code}`),
    )
    expect(raw.toSorted()).to.deep.equal(TRUSTED_HTML)
  })

  it('have no script, style or handler of their own, which the headers would refuse', () => {
    const inline = templates.filter(({ text }) =>
      /<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)/.test(text),
    )
    expect(inline.map(({ file }) => file)).to.deep.equal([])
  })

  it('name no other host', () => {
    const foreign = templates.filter(({ text }) => /(src|href|action)="(https?:)?\/\//.test(text))
    expect(foreign.map(({ file }) => file)).to.deep.equal([])
  })

  it('give every posted form its proof, but those before there is a visit and to the platform', () => {
    const bare = templates.filter(
      ({ text }) => text.includes('method="post"') && !text.includes('form-token'),
    )
    expect(bare.map(({ file }) => file)).to.deep.equal([
      'certificates/check.ejs',
      'entry/links-return.ejs',
      'entry/new-window.ejs',
      'entry/proof.ejs',
    ])
  })

  it('say every text through the locale', () => {
    const vietnamese = templates.filter(({ text }) => /[à-ỹ]/i.test(text.replace(/<%.*?%>/gs, '')))
    expect(vietnamese.map(({ file }) => file)).to.deep.equal([])
  })
})

describe('the assets', () => {
  const weigh = (file: string) => gzipSync(readFileSync(`views/assets/${file}`)).length

  it('are light: style sheet under 8 KB, script under 1 KB, compressed', () => {
    expect(weigh('look.css')).to.be.lessThan(8 * 1024)
    expect(weigh('exit.js')).to.be.lessThan(1024)
  })

  it('of a frame without cookies weigh less than 4 KB, compressed', () => {
    expect(weigh('platform-storage.js') + weigh('kept-visit.js')).to.be.lessThan(4 * 1024)
  })
})
