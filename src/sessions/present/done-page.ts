import type { Catalogue } from '../../catalogue/index.ts'
import type { School } from '../../schools/index.ts'
import type { PageModel, Texts } from '../../web/index.ts'
import type { AnySession } from '../session-service.ts'
import { type Fact, factsOf } from '../session-words.ts'
import { type IdeasView, ideasView, shownVersion } from './ideas-view.ts'
import { paths } from './paths.ts'
import { readersOf } from './readers.ts'
import type { Run } from './run.ts'
import { slidesOf } from './slides.ts'

export interface DonePage extends PageModel {
  readonly sessionId: string
  readonly lead: string
  readonly place: string
  readonly facts: readonly Fact[]
  readonly ideas?: IdeasView
}

interface Done {
  readonly run: Run
  readonly session: AnySession
  readonly school: School | undefined
}

export function donePage(
  { run, session, school }: Done,
  texts: Texts,
  catalogue: Pick<Catalogue, 'find' | 'getVersion' | 'versionsOf'>,
): DonePage {
  const ideas = ideasOfRun(run, texts, catalogue)
  return {
    title: texts.t('present.done.title'),
    mood: 'plain',
    readers: readersOf(run),
    styles: ['present.css', 'sessions.css'],
    sessionId: session.id,
    lead: texts.t(school ? 'present.done.lead' : 'present.done.unplaced'),
    place: school?.name ?? texts.t('sessions.unplaced'),
    facts: factsOf(session, texts, catalogue),
    ...(ideas && { ideas }),
  }
}

/** A step opens on the wall again, where this window came from. */
function ideasOfRun(
  run: Run,
  texts: Texts,
  catalogue: Pick<Catalogue, 'getVersion'>,
): IdeasView | undefined {
  const module = shownVersion(catalogue, run)
  if (!module) return undefined
  const slides = slidesOf(module)
  const addressOf = (step: number) =>
    paths.run(run.id, { slide: slides.findIndex((slide) => slide.step === step) + 1, beat: 0 })
  return ideasView({ module, run, addressOf }, texts)
}
