import type { Module } from '../../catalogue/index.ts'
import { readersOf, type Screen, screensOf, slidesOf } from '../../sessions/index.ts'
import type { PageModel, Texts } from '../../web/index.ts'
import { QR_URL } from './qr-script.ts'

/** The deck of the projector without a server behind it. */
export interface OfflinePage extends PageModel {
  readonly moduleId: string
  readonly version: string
  readonly moduleTitle: string
  readonly slideCount: number
  readonly place: string
  readonly screens: readonly Screen[]
  /** Trusted HTML of the module. */
  readonly notesHtml: string
  /** The code follows it. */
  readonly lateUrl: string
  /** Of the script that makes a QR, which no file of ours holds. */
  readonly qrUrl: string
  /** Addresses that forms of a projector have; here a script does all of it. */
  readonly url: ''
  readonly countUrl: ''
}

export function offlinePage(
  { module, publicUrl }: { readonly module: Module; readonly publicUrl: string },
  texts: Texts,
): OfflinePage {
  const readers = readersOf(module)
  const spoken = { ...texts, t: texts.to(readers) }
  const slides = slidesOf(module)
  const shown = { run: { polls: [] }, module, place: { slide: 1, beat: 0 } }
  return {
    title: module.title.vi,
    mood: 'wall',
    readers,
    layout: 'pack',
    moduleId: module.id,
    version: module.version,
    moduleTitle: module.title.vi,
    slideCount: slides.length,
    place: `1/${slides.length}`,
    screens: screensOf(slides, shown, spoken),
    notesHtml: module.teacherNotes,
    lateUrl: `${publicUrl}/sessions/late?code=`,
    qrUrl: QR_URL,
    url: '',
    countUrl: '',
  }
}
