import type { Module } from '../../catalogue/index.ts'
import type { School } from '../../schools/index.ts'
import type { PageModel, Texts } from '../../web/index.ts'
import { paths } from './paths.ts'
import { slidesOf } from './slides.ts'

export interface StartPage extends PageModel {
  readonly moduleId: string
  readonly facts: string
  /** The school that it will be recorded for. */
  readonly place: string
  readonly isSensitive: boolean
  readonly needs: readonly string[]
  readonly action: string
  /** The teacher's page: aims, notes, answers. */
  readonly moduleUrl: string
  readonly code: string
}

interface Started {
  readonly module: Module
  readonly code: string
  readonly school: School | undefined
}

export function startPage({ module, code, school }: Started, texts: Texts): StartPage {
  const { t } = texts
  const slides = slidesOf(module)
  const polls = slides.filter((slide) => 'ballot' in slide).length
  return {
    title: module.title.vi,
    mood: 'plain',
    readers: 'adults',
    styles: ['present.css'],
    moduleId: module.id,
    facts: t('present.start.facts', { minutes: module.minutes, slides: slides.length, polls }),
    place: school?.name ?? t('sessions.unplaced'),
    isSensitive: module.sensitive,
    needs: [
      t('present.start.need.screen'),
      t('present.start.need.hands'),
      t('present.start.need.net'),
    ],
    action: paths.start,
    moduleUrl: paths.lesson(module.id),
    code,
  }
}
