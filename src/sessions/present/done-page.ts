import type { Catalogue } from '../../catalogue/index.ts'
import type { School } from '../../schools/index.ts'
import type { PageModel, Texts } from '../../web/index.ts'
import type { AnySession } from '../session-service.ts'
import { type Fact, factsOf } from '../session-words.ts'

export interface DonePage extends PageModel {
  readonly sessionId: string
  readonly lead: string
  readonly place: string
  readonly facts: readonly Fact[]
}

interface Done {
  readonly session: AnySession
  readonly school: School | undefined
}

export function donePage(
  { session, school }: Done,
  texts: Texts,
  catalogue: Pick<Catalogue, 'find' | 'versionsOf'>,
): DonePage {
  return {
    title: texts.t('present.done.title'),
    mood: 'plain',
    styles: ['present.css'],
    sessionId: session.id,
    lead: texts.t(school ? 'present.done.lead' : 'present.done.unplaced'),
    place: school?.name ?? texts.t('sessions.unplaced'),
    facts: factsOf(session, texts, catalogue),
  }
}
