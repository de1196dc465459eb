import { existsSync, readdirSync, readFileSync } from 'node:fs'

import { expect } from 'chai'
import { load } from 'cheerio'

import set from '../../src/emoji/emoji.json' with { type: 'json' }
import { drawEmoji, undrawnEmoji } from '../../src/emoji/index.ts'

const FOLDER = 'views/assets/emoji'
const draw = (html: string) => drawEmoji(html, (file) => `/assets/v/${file}`)
const alts = (html: string) => [...load(draw(html))('img')].map(({ attribs }) => attribs['alt'])

describe('the drawn emoji', () => {
  it('stand in the page in place of the letter, with the mark of colour', () => {
    expect(draw('<p>Gọi 111 ☎️ nhé, lời chào!</p>')).to.equal(
      '<p>Gọi 111 <img class="emoji" src="/assets/v/emoji/telephone.svg" width="20" height="20" alt="điện thoại bàn"> nhé, lời chào!</p>',
    )
  })

  it('have their word as alt text where they stand for it', () => {
    expect(alts('<p>Chưa quen mà cho quà, đó là 🎁.</p>')).to.deep.equal(['hộp quà'])
    expect(alts('<p><strong>Đó</strong> 🎁</p>')).to.deep.equal(['hộp quà'])
    expect(alts('<p>📷</p><p>Ảnh</p>')).to.deep.equal(['máy ảnh'])
  })

  it('are silent before words that say the same', () => {
    expect(alts('<li>✋ <strong>Dừng</strong>: bỏ tay ra.</li>')).to.deep.equal([''])
    expect(alts('<p>Dấu hiệu</p><p>🎁 cho quà – 📷 xin ảnh</p>')).to.deep.equal(['', ''])
  })

  it('make a row of a paragraph that has nothing else', () => {
    const $ = load(draw('<p>🐘 🎨</p>\n<p>🐘 tím</p>'))
    expect($('p.emoji-row img')).to.have.length(2)
    expect($('p:not(.emoji-row) img')).to.have.length(1)
  })

  it('leave attributes alone, and stay out of where HTML takes no picture', () => {
    const label = '<p aria-label="🎁 quà">Quà</p>'
    expect(draw(label)).to.equal(label)
    expect(draw('<option value="a">🎁 Quà</option>')).to.equal('<option value="a">Quà</option>')
    expect(draw('<title>🎁 Quà</title><p>🎁 quà</p>')).to.match(/^<title>Quà<\/title><p><img/)
  })

  it('change nothing where there is none', () => {
    const html = '<p>✓ Đạt © 2026 😀</p>'
    expect(draw(html)).to.equal(html)
  })

  it('are known from those that we do not have', () => {
    expect(undrawnEmoji('🎁 ☎️ © ✋ Dừng 1️⃣ 👩‍🏫 🇻🇳 😀')).to.deep.equal(['1️⃣', '👩‍🏫', '🇻🇳', '😀'])
  })

  it('each have a file, and no file is left over', () => {
    const files = Object.values(set).map(({ file }) => `${file}.svg`)
    expect(readdirSync(FOLDER).toSorted()).to.deep.equal(['LICENSE', ...files].toSorted())
  })

  it('come with the licence of their makers', () => {
    expect(existsSync(`${FOLDER}/LICENSE`)).to.be.true
    expect(readFileSync(`${FOLDER}/LICENSE`, 'utf8')).to.include('Copyright (c) Microsoft')
  })

  it('are all used by a module', () => {
    const files = readdirSync('content', { recursive: true, withFileTypes: true })
      .filter(({ name }) => /\.(md|json)$/.test(name))
      .map(({ parentPath, name }) => readFileSync(`${parentPath}/${name}`, 'utf8'))
      .join()
    expect(Object.keys(set).filter((emoji) => !files.includes(emoji))).to.deep.equal([])
  })
})
