import { expect } from 'chai'

import { createCatalogue, type Module } from '../../../src/catalogue/index.ts'
import { beatsOf } from '../../../src/sessions/present/faces.ts'
import type { Place } from '../../../src/sessions/present/place.ts'
import { placeOf } from '../../../src/sessions/present/place.ts'
import { placeAfter, placeBefore, runPage } from '../../../src/sessions/present/run-page.ts'
import { slidesOf } from '../../../src/sessions/present/slides.ts'
import { createTexts } from '../../../src/web/index.ts'
import { aModule, aStep } from '../../support/a-module.ts'
import { aRun } from '../../support/a-run.ts'

describe('the way through a presentation', () => {
  let module: Module
  before(async () => {
    module = (await createCatalogue({ folders: ['content'] })).get('B5')
  })

  const slides = () => slidesOf(module)
  const numberOf = (kind: string) => slides().findIndex((slide) => slide.kind === kind) + 1
  const after = (place: Place, run = aRun()) => placeAfter(slides(), place, run)

  it('begins at the first slide, whatever the address says', () => {
    for (const slide of [undefined, '', '0', '-3', 'x', '1.5']) {
      expect(placeOf(slides(), { slide })).to.deep.equal({ slide: 1, beat: 0 })
    }
    expect(placeOf(slides(), { slide: '9999' }).slide).to.equal(slides().length)
  })

  it('begins a story anew where its node is not known', () => {
    const place = placeOf(slides(), { slide: String(numberOf('story')), at: 'nowhere' })
    expect(place.node).to.equal('tin-nhan')
  })

  it('reveals press by press before it goes on', () => {
    const slide = numberOf('spot')
    expect(after({ slide, beat: 0 })).to.deep.equal({ slide, beat: 1 })
    const last = beatsOf(slides()[slide - 1]!)
    expect(after({ slide, beat: last })).to.deep.equal({ slide: slide + 1, beat: 0 })
  })

  it('reads promises out one by one, with how to keep the one that was read last', () => {
    const promises = ['hoi', 'ke'].map((id) => ({ id, text: `Em ${id}.`, how: `Cách ${id}.` }))
    const pledge = { type: 'pledge', id: 'hua', prompt: 'Lời hứa', promises } as const
    const ours = aModule({ steps: [aStep({ pages: [{ blocks: [pledge] }] })], questions: [] })
    const slide = slidesOf(ours).findIndex(({ kind }) => kind === 'pledge') + 1
    const shown = { run: aRun(), module: ours, slides: slidesOf(ours), now: new Date(0) }
    const page = runPage({ ...shown, place: { slide, beat: 1 } }, createTexts())
    const screen = page.screens[slide - 1]
    expect(screen?.beats).to.equal(2)
    const content = screen?.content
    const view = content?.kind === 'pledge' ? content.pledge : undefined
    expect(view?.whole.isUp).to.equal(false)
    const said = view?.whys.filter(({ isSaid }) => isSaid).map(({ of, text }) => [of, text])
    expect(said).to.deep.equal([['Em hoi.', 'Cách hoi.']])
  })

  it('follows the class through a story, and leaves it where it ends', () => {
    const slide = numberOf('story')
    const polls = [{ blockId: 'co-hanh/tin-nhan', counts: { a: 4, c: 20 } }]
    const chosen = after({ slide, node: 'tin-nhan', beat: 1 }, aRun({ polls }))
    expect(chosen).to.deep.equal({ slide, node: 'dua-me-xem', beat: 0 })
    expect(after({ slide, node: 'goi-co', beat: 0 })?.slide).to.equal(slide + 1)
  })

  it('gets to the end from the beginning, and stays there', () => {
    const seen = new Set<number>()
    let place: Place | undefined = { slide: 1, beat: 0 }
    for (let presses = 0; place && presses < 500; presses += 1) {
      seen.add(place.slide)
      place = after(place)
    }
    expect(place).to.equal(undefined)
    expect(seen.size).to.equal(slides().length)
  })

  it('goes back press by press, then slide by slide, out of a story by its beginning', () => {
    const slide = numberOf('story')
    const spot = numberOf('spot')
    expect(placeBefore(slides(), { slide: spot, beat: 2 })).to.deep.equal({ slide: spot, beat: 1 })
    expect(placeBefore(slides(), { slide, node: 'goi-co', beat: 0 })).to.deep.equal({
      slide,
      node: 'tin-nhan',
      beat: 0,
    })
    expect(placeBefore(slides(), { slide, node: 'tin-nhan', beat: 0 })?.slide).to.equal(slide - 1)
    expect(placeBefore(slides(), { slide: 1, beat: 0 })).to.equal(undefined)
  })

  it('has all slides in one page and exactly one of them shown', () => {
    for (const [index, slide] of slides().entries()) {
      const place = placeOf(slides(), { slide: String(index + 1), beat: String(beatsOf(slide)) })
      const shown = { run: aRun(), module, slides: slides(), place, now: aRun().startedAt }
      const { screens } = runPage(shown, createTexts())
      expect(new Set(screens.map((screen) => screen.slide)).size).to.equal(slides().length)
      expect(screens.filter(({ isShown }) => isShown)).to.have.lengthOf(1)
    }
  })

  it('says before a sensitive module what it is about, and of one for adults that it is', () => {
    const sensitive: Module = { ...module, sensitive: true, grades: [] }
    const all = slidesOf(sensitive)
    const shown = { run: aRun(), module: sensitive, slides: all, place: { slide: 1, beat: 0 } }
    const { screens } = runPage({ ...shown, now: aRun().startedAt }, createTexts())
    const [first, second] = screens
    expect([first!.content.kind, first!.heading]).to.deep.equal(['notice', 'Trước khi bắt đầu'])
    expect(second!.content).to.deep.equal({ kind: 'title', lead: 'Dành cho người lớn · 25 phút' })
  })

  it('calls nobody “em” on a parents’ evening, in words of our own', async () => {
    const parents = (await createCatalogue({ folders: ['content'] })).get('P2')
    const shown = { run: aRun({ audience: 'parents' }), module: parents, slides: slidesOf(parents) }
    const place = { slide: 1, beat: 0 }
    const texts = createTexts()
    const page = runPage({ ...shown, place, now: aRun().startedAt }, texts)
    expect(page.readers).to.equal('adults')
    expect(page.screens.at(-1)?.heading).to.equal('Cảm ơn anh chị!')
    const t = texts.to('adults')
    const ours = [
      t('present.notice.body'),
      t('present.end.hotline'),
      t('present.ballot.hint.story'),
    ]
    expect(ours.join(' ')).to.not.match(/(^|\s)(các )?em(?=[\s,.]|$)|cả lớp/iu)
  })

  it('shows a drawing from where the version’s drawings lie', () => {
    const picture = { type: 'picture', file: 'tay.svg', alt: 'Bàn tay' } as const
    const drawn: Module = aModule({ steps: [aStep({ pages: [{ blocks: [picture] }] })] })
    const shown = {
      run: aRun(),
      module: drawn,
      slides: slidesOf(drawn),
      place: { slide: 1, beat: 0 },
    }
    const { screens } = runPage({ ...shown, now: aRun().startedAt }, createTexts())
    expect(screens[1]!.content).to.deep.equal({
      kind: 'picture',
      url: '/media/B5/1/tay.svg',
      alt: 'Bàn tay',
    })
  })

  it('says how long it has been', () => {
    const now = new Date(aRun().startedAt.getTime() + 12.9 * 60_000)
    const place = { slide: 4, beat: 0 }
    const page = runPage({ run: aRun(), module, slides: slides(), place, now }, createTexts())
    expect([page.elapsed, page.place]).to.deep.equal(['12 phút', `4/${slides().length}`])
  })
})
