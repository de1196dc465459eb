import { readFileSync } from 'node:fs'

import { expect } from 'chai'
import { type CheerioAPI, load } from 'cheerio'

import { checkContent } from '../../src/catalogue/index.ts'

/** Pixels: what a drawing has of a phone of 360, whose page keeps 16 at either side. */
const PHONE = 328
/** Pixels of a `font-size`. */
const LEAST = 12

describe('the letters within drawings', () => {
  it('can be read on a phone of 360 px', async () => {
    const { modules } = await checkContent(['content'])
    const drawings = modules.flatMap(({ media }) => [...media.values()].map(({ path }) => path))
    const small = drawings
      .filter((path) => path.endsWith('.svg'))
      .flatMap((path) => sizesOf(readFileSync(path, 'utf8')).map((size) => ({ path, ...size })))
      .filter(({ pixels }) => !(pixels >= LEAST))
    expect(small).to.deep.equal([])
  })

  it('are measured as large as they are drawn', () => {
    const half = '<g transform="translate(4 5) scale(.5)"><text font-size="20">Ai?</text></g>'
    expect(sizesOf(`<svg viewBox="0 0 320 180">${half}</svg>`)).to.deep.equal([
      { letters: 'Ai?', pixels: 10.25 },
    ])
  })
})

interface Letters {
  readonly letters: string
  readonly pixels: number
}

function sizesOf(svg: string): readonly Letters[] {
  const $ = load(svg, { xml: true })
  const [, , width = NaN] = ($('svg').attr('viewBox') ?? '').split(' ').map(Number)
  return $('text')
    .toArray()
    .map((text) => {
      const written = $(text).closest('[font-size]').attr('font-size')
      const size = Number(written) * scaleOf($, $(text))
      return { letters: $(text).text(), pixels: (size * PHONE) / width }
    })
}

function scaleOf($: CheerioAPI, text: ReturnType<CheerioAPI>): number {
  const around = text.parents().addBack().toArray()
  const scales = around.map((one) => /scale\(([\d.]+)/.exec($(one).attr('transform') ?? '')?.[1])
  return scales.reduce((product, scale) => product * Number(scale ?? 1), 1)
}
