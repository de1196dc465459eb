import { expect } from 'chai'

import { parseStep } from '../../src/catalogue/step-file.ts'
import { collectReports, SPOT_BLOCK, stepText } from './builders.ts'

function parse(text: string) {
  const { report, lines } = collectReports()
  const step = parseStep({ slug: 'buoc', text }, { report, hasMedia: () => true })
  return { step, problems: lines }
}

describe('a step file', () => {
  it('has its title and kind in front', () => {
    const { step } = parse(stepText('Em đọc.', 'title: Mã QR lạ\nkind: read'))
    expect(step).to.deep.include({ slug: 'buoc', title: 'Mã QR lạ', kind: 'read' })
  })

  it('may say how many minutes it takes, whole ones', () => {
    const of = (minutes: string) =>
      stepText('Em đọc.', `title: Bước\nkind: read\nminutes: ${minutes}`)
    expect(parse(of('4')).step?.minutes).to.equal(4)
    expect(parse(stepText('Em đọc.')).step).to.not.have.property('minutes')
    for (const wrong of ['0', '1.5', '91', 'lâu']) {
      expect(parse(of(wrong)).problems[0]).to.match(/^4: 'minutes' must be/)
    }
  })

  it('ends a page at a line of three hyphens, even right below a paragraph', () => {
    const { step } = parse(stepText('Một.\n---\nHai.'))
    const pages = step?.pages.map(({ blocks }) => blocks)
    expect(pages).to.deep.equal([
      [{ type: 'text', html: '<p>Một.</p>' }],
      [{ type: 'text', html: '<p>Hai.</p>' }],
    ])
  })

  it('keeps text and blocks in their order', () => {
    const { step } = parse(stepText(`Trước.\n\n${SPOT_BLOCK}\n\nSau.`))
    expect(step?.pages[0]?.blocks.map(({ type }) => type)).to.deep.equal(['text', 'spot', 'text'])
  })

  it('refuses a file without front matter', () => {
    expect(parse('Em đọc.').problems).to.deep.equal([
      '1: must begin with title and kind between two lines ---.',
    ])
  })

  it('refuses an unknown kind', () => {
    expect(parse(stepText('Em đọc.', 'title: Bước\nkind: game')).problems[0]).to.match(
      /^3: 'kind' must be/,
    )
  })

  it('refuses an unknown block and names those there are', () => {
    expect(parse(stepText('Em đọc.\n\n```video\nfile: a\n```')).problems).to.deep.equal([
      "7: there is no block 'video'; there are order, phone, picture, pledge, poll, scenario, sort, spot.",
    ])
  })

  it('refuses an empty page', () => {
    expect(parse(stepText('Một.\n\n---\n\n---\n\nHai.')).problems).to.deep.equal([
      '-: page 2 has nothing on it.',
    ])
  })

  it('counts lines of a block in the file, not in the block', () => {
    const { problems } = parse(stepText('Em đọc.\n\n```poll\nid: tay\n```'))
    expect(problems).to.deep.equal([
      "8: poll: 'prompt' is required.",
      "8: poll: 'options' is required.",
    ])
  })

  it('counts lines of prose in the file', () => {
    expect(parse(stepText('Em đọc.\n\n# To quá')).problems[0]).to.match(/^7: a heading/)
  })
})
