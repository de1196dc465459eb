import type { Module } from '../../catalogue/index.ts'
import { listField, type Texts } from '../../web/index.ts'
import { personKeyOf } from '../attestation.ts'
import { paths } from './paths.ts'
import { placeOf } from './place.ts'
import type { Run, RunId } from './run.ts'
import { type RunPage, runPage } from './run-page.ts'
import { slidesOf } from './slides.ts'

export interface PreviewedRun {
  readonly module: Module
  /** Where the projector's pages of this preview stand. */
  readonly url: string
  readonly query: unknown
  readonly now: Date
}

/** The projector's pages of a module that is only looked at: no run is kept, no hand is counted. */
export function previewRunPage({ module, url, query, now }: PreviewedRun, texts: Texts): RunPage {
  const slides = slidesOf(module)
  const [slide, at, beat] = ['slide', 'at', 'beat'].map((name) => listField(query, name)[0])
  const place = placeOf(slides, { slide, at, beat })
  const run = runOf(module, slides.length, now)
  const page = runPage({ run, module, slides, place, now }, texts)
  const home = module.at ?? url
  return { ...readdressed(page, url), recordUrl: home, notesUrl: `${home}#notes` }
}

const PREVIEW = 'preview' as RunId
const NOBODY = { kind: 'lti', personKey: 'preview' } as const

function runOf({ id, version, audience, grades }: Module, slideCount: number, now: Date): Run {
  return {
    id: PREVIEW,
    moduleId: id,
    version,
    startedBy: NOBODY,
    personKey: personKeyOf(NOBODY),
    audience,
    grades,
    startedAt: now,
    slideReached: 1,
    slideCount,
    polls: [],
    lastSeenAt: now,
    revision: 1,
  }
}

/** All addresses of the run, wherever they stand in the page. */
function readdressed(page: RunPage, url: string): RunPage {
  const from = `"${paths.run(PREVIEW)}`
  return JSON.parse(JSON.stringify(page).replaceAll(from, `"${url}`)) as RunPage
}
