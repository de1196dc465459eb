import { readdirSync } from 'node:fs'

import { expect } from 'chai'

import {
  type Block,
  type Catalogue,
  createCatalogue,
  type MediaPlace,
  type Module,
  plainText,
  unescapeHtml,
} from '../../src/catalogue/index.ts'
import { hasEmoji } from '../../src/emoji/index.ts'
import { deckOf } from '../../src/handouts/deck/deck.ts'
import { withoutSigns } from '../../src/handouts/deck/signs.ts'
import { createSlidesFile } from '../../src/handouts/slides-file.ts'
import { slidesOf } from '../../src/sessions/index.ts'
import { createTexts } from '../../src/web/index.ts'
import { readPptx, type ReadSlide } from '../support/a-pptx.ts'

const texts = createTexts()

/** What is said only after hands went up. */
function hiddenIn(block: Block): readonly string[] {
  if (block.type === 'poll') return block.options.map(({ say }) => say)
  if (block.type === 'spot') return block.parts.filter(({ sign }) => sign).map(({ why }) => why)
  const isAsked = block.type === 'sort' || block.type === 'order'
  return isAsked ? block.items.map(({ why }) => why) : []
}

function blocksOf({ steps }: Module): readonly Block[] {
  return steps.flatMap(({ pages }) => pages.flatMap(({ blocks }) => blocks))
}

/** Every choice of a story, and how the place begins that it leads to. */
function choicesIn(block: Block) {
  if (block.type !== 'scenario') return []
  const startOf = (id: string) => {
    const { html = '' } = block.nodes.find((node) => node.id === id) ?? {}
    const starts = [...html.matchAll(/<p>(.*?)<(?:\/p|strong|em)>/gs)].map(([, words = '']) =>
      withoutSigns(plainText(words)),
    )
    return starts.find((words) => words !== '')?.slice(0, 40) ?? ''
  }
  return block.nodes.flatMap(({ choices }) =>
    choices.map(({ to, text }) => ({ text: withoutSigns(text), goesOn: startOf(to) })),
  )
}

describe('the slides as a PowerPoint file', function () {
  this.timeout(60_000) // two dozen files are written and opened
  let catalogue: Catalogue
  const files = new Map<string, readonly ReadSlide[]>()
  before(async () => {
    catalogue = await createCatalogue({ folders: ['content'] })
    const slidesFile = createSlidesFile({ catalogue, texts })
    for (const module of catalogue.list()) {
      files.set(module.id, await readPptx(await slidesFile(module)))
    }
  })

  const every = (look: (module: Module, slides: readonly ReadSlide[]) => void) => {
    for (const module of catalogue.list()) look(module, files.get(module.id) ?? [])
  }

  it('are of every module, as many as the deck has, none fewer than the projector’s', () => {
    every((module, slides) => {
      expect(slides.length, module.id).to.equal(deckOf(module, texts).length)
      expect(slides.length, module.id).to.be.at.least(slidesOf(module).length)
    })
    expect(files.size).to.be.at.least(24)
  })

  it('have notes on each, several paragraphs beside the title', () => {
    every((module, slides) => {
      for (const [index, { notes }] of slides.entries()) {
        expect(notes.trim().length, `${module.id} ${index + 1}`).to.be.greaterThan(10)
      }
      const [title] = slides.filter(({ text }) => text.startsWith(module.title.vi))
      expect(title?.notes, module.id).to.include('\nMỤC TIÊU\n').and.include('\nNÊN TRÁNH\n')
      expect(title?.notes, module.id).to.include('Khi có'.toUpperCase())
    })
  })

  it('say beside the slides of a step what the teacher does in it', () => {
    const slide = files.get('B5')!.find(({ text }) => text.startsWith('Mã QR lạ'))
    expect(slide?.notes).to.include('3. Mã QR lạ (2 phút): Kể chuyện quầy bánh tráng')
  })

  it('keep every Vietnamese letter', () => {
    const text = files
      .get('B5')!
      .map((slide) => slide.text)
      .join('\n')
    expect(text).to.include('Chiều thứ Bảy, Nam phụ bà ngoại bán bánh tráng phơi sương.')
    expect(text).to.include('su0inang.edu.vn: số 0 đội lốt chữ o. Nhà khác rồi!')
    expect(text).to.include('A. Bấm vào xem điểm ► trang ')
  })

  it('have nothing smaller than a pupil in the last row reads', () => {
    every((module, slides) => {
      const smallest = Math.min(...slides.flatMap(({ sizes }) => sizes))
      expect(smallest, module.id).to.be.at.least(28)
    })
  })

  it('show no answer before its question was asked', () => {
    every((module, slides) => {
      for (const [index, { prompt, options, correct }] of module.questions.entries()) {
        const heading = `Câu ${index + 1}`
        const asked = slides.findIndex(({ text }) =>
          text.startsWith(`${heading}\n${withoutSigns(prompt)}`),
        )
        const answered = slides.findIndex(({ text }) => text.startsWith(`Đáp án: ${heading}\n`))
        expect(answered, `${module.id} ${heading}`).to.be.greaterThan(asked)
        expect(asked, `${module.id} ${heading}`).to.be.greaterThan(0)
        const before = slides
          .slice(0, answered)
          .map(({ text }) => text)
          .join('\n')
        const whys = options
          .filter(({ id }) => correct.includes(id))
          .map((one) => withoutSigns(one.feedback))
        for (const why of whys) expect(before, `${module.id} ${heading}`).not.to.include(why)
        expect(before, `${module.id} ${heading}`).not.to.match(new RegExp(`${heading}\\n[^Đ]*✓`))
      }
    })
  })

  it('show no reply of a poll, no sign and no basket before the class has said', () => {
    every((module, slides) => {
      for (const why of blocksOf(module).flatMap(hiddenIn).map(withoutSigns)) {
        const place = slides.findIndex(({ text }) => text.includes(why))
        expect(slides[place]?.text, `${module.id}: ${why}`).to.match(/^(?:Đáp án|Lời đáp): /)
      }
    })
  })

  it('draw emoji, as old computers have no letters for them', () => {
    every((module, slides) => {
      for (const [index, { text, notes, pictures }] of slides.entries()) {
        const place = `${module.id} ${index + 1}`
        expect(hasEmoji(text), place).to.equal(false)
        expect(hasEmoji(notes), place).to.equal(false)
        expect(text, place).not.to.match(/\p{Co}/u)
        expect(pictures, place).not.to.include(undefined)
      }
    })
    const spoken = (files.get('A2') ?? []).find(({ text }) => text.includes('Bí mật vui rồi'))
    expect(spoken?.pictures).to.have.length(2)
    expect(spoken?.xml.match(/<a:buBlip>/g)).to.have.length(2)
  })

  it('keep each picture once, however many slides show it', async () => {
    const slidesFile = createSlidesFile({ catalogue, texts })
    const { default: JSZip } = await import('jszip')
    const zip = await JSZip.loadAsync(await slidesFile(catalogue.get('A2')))
    const media = zip.file(/^ppt\/media\//)
    const bytes = await Promise.all(media.map((one) => one.async('base64')))
    expect(new Set(bytes).size).to.equal(media.length)
  })

  it('lead from each choice of a story to the slide that goes on with it', () => {
    every((module, slides) => {
      for (const { text, goesOn } of blocksOf(module).flatMap(choicesIn)) {
        const from = slides.find((slide) => slide.text.includes(`. ${text} ► trang `))
        const said = Number.parseInt(from?.text.split(`. ${text} ► trang `)[1] ?? '', 10)
        expect(from?.leadsTo, `${module.id}: ${text}`).to.include(said)
        expect(slides[said - 1]?.text, `${module.id}: ${text}`).to.include(goesOn)
        expect(from?.xml, `${module.id}: ${text}`).to.include('<p:transition advClick="0"/>')
      }
    })
  })

  it('begin, where a module is sensitive, with what only the teacher reads, then the notice', () => {
    every((module, slides) => {
      const hidden = slides.filter(({ isHidden }) => isHidden)
      const first = slides.findIndex(({ isHidden }) => !isHidden)
      expect(hidden.length > 0, module.id).to.equal(module.sensitive)
      expect(first, module.id).to.equal(hidden.length)
      const start = module.sensitive ? 'Trước khi bắt đầu' : module.title.vi
      expect(slides[first]?.text.startsWith(start), module.id).to.equal(true)
    })
  })

  it('have 111 on each', () => {
    every((module, slides) => {
      expect(
        slides.every(({ text }) => text.includes('Gọi 111')),
        module.id,
      ).to.equal(true)
    })
  })

  it('have every drawing as a picture that PowerPoint of any year shows', () => {
    every((module, slides) => {
      const alts = slidesOf(module).flatMap((one) => (one.kind === 'picture' ? one.block.alt : []))
      const said = slides.flatMap(({ xml }) =>
        [...xml.matchAll(/<p:pic>[\s\S]*? descr="([^"]*)"/g)].map(([, alt = '']) =>
          unescapeHtml(alt),
        ),
      )
      const place = `${module.id}: run scripts/draw-slide-pictures.ts`
      for (const alt of alts) expect(said, place).to.include(alt)
    })
  })

  it('are made once for each module', async () => {
    const slidesFile = createSlidesFile({ catalogue, texts })
    const module = catalogue.get('A1')
    const first = slidesFile(module)
    expect(slidesFile(module)).to.equal(first)
    expect(slidesFile({ ...module })).not.to.equal(first)
    await first
  })

  it('are made anew after it failed', async () => {
    let isBroken = true
    const findMedia = (place: MediaPlace) => {
      if (isBroken) throw new Error('no disk')
      return catalogue.findMedia(place)
    }
    const slidesFile = createSlidesFile({ catalogue: { findMedia }, texts })
    const module = catalogue.get('A1')
    const failed = await slidesFile(module).catch((error: unknown) => error)
    expect(failed).to.be.instanceOf(Error)
    isBroken = false
    expect((await slidesFile(module)).length).to.be.greaterThan(100_000)
  })

  // ECMA-376-1, 21.1.2.2.6: properties of a paragraph come once, ahead of its runs; PowerPoint “repairs” others.
  it('are as the schema has them', () => {
    every((module, slides) => {
      for (const { xml } of slides) {
        expect(xml, module.id).not.to.match(/<\/a:r><a:pPr/)
        expect(xml, module.id).not.to.match(/<a:pPr[^>]*><\/a:pPr>/)
      }
    })
  })
})

describe('views/slide-pictures', () => {
  it('has each drawing of a module and each emoji, and no other', async () => {
    const { slidePictureName } = await import('../../src/handouts/index.ts')
    const { readFile } = await import('node:fs/promises')
    const catalogue = await createCatalogue({ folders: ['content'] })
    const emoji = readdirSync('views/assets/emoji').filter((name) => name.endsWith('.svg'))
    const names = new Set<string>()
    for (const name of emoji) {
      names.add(slidePictureName(await readFile(`views/assets/emoji/${name}`)))
    }
    for (const module of catalogue.list()) {
      for (const slide of slidesOf(module)) {
        if (slide.kind !== 'picture') continue
        const { id, version } = module
        const media = catalogue.findMedia({ id, version, file: slide.block.file })
        names.add(slidePictureName(await readFile(media!.path)))
      }
    }
    expect(readdirSync('views/slide-pictures').sort()).to.deep.equal([...names].sort())
  })
})
