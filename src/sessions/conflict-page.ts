import type { Catalogue } from '../catalogue/index.ts'
import { listField, type PageModel, type Texts } from '../web/index.ts'
import type { SessionState } from './attestation.ts'
import { decideNextState } from './attestation.ts'
import { paths } from './paths.ts'
import type { SessionContent } from './session.ts'
import type { AnySession } from './session-service.ts'
import { dayText, type Fact, factsOf, momentText, personText } from './session-words.ts'

export interface ConflictPage extends PageModel {
  readonly id: string
  readonly lead: string
  readonly lines: readonly {
    readonly label: string
    readonly mine: string
    readonly stored: string
    readonly differs: boolean
  }[]
  /** The form as it was sent, to be sent again over what is stored now. */
  readonly hidden: readonly { readonly name: string; readonly value: string }[]
  readonly saveUrl?: string
  readonly reopenUrl?: string
  readonly storedUrl: string
}

export interface ConflictAsked {
  readonly mine: SessionContent & { readonly state: SessionState }
  readonly stored: AnySession
  readonly sent: unknown
}

export function conflictPage(
  { mine, stored, sent }: ConflictAsked,
  texts: Texts,
  catalogue: Pick<Catalogue, 'find' | 'versionsOf'>,
): ConflictPage {
  const last = stored.entries.at(-1)
  const mayChange = decideNextState(stored.state, 'changed') !== undefined
  return {
    title: texts.t('sessions.conflict.title'),
    mood: 'dense',
    styles: ['sessions.css'],
    id: stored.id,
    lead: texts.t('sessions.conflict.lead', {
      who: personText(last?.who ?? stored.enteredBy, texts),
      savedAt: momentText(last?.at ?? stored.enteredAt, texts),
      heldOn: dayText(stored.heldOn, texts),
    }),
    lines: compared(factsOf(mine, texts, catalogue), factsOf(stored, texts, catalogue)),
    hidden: [...sentFields(sent), { name: 'revision', value: String(stored.revision) }],
    ...(mayChange && { saveUrl: paths.session(stored.id), reopenUrl: paths.edit(stored.id) }),
    storedUrl: paths.session(stored.id),
  }
}

function compared(mine: readonly Fact[], stored: readonly Fact[]): ConflictPage['lines'] {
  const labels = new Map([...mine, ...stored].map(({ name, label }) => [name, label]))
  const textOf = (facts: readonly Fact[], name: string) =>
    facts
      .filter((fact) => fact.name === name)
      .map(({ value }) => value)
      .join('; ')
  return [...labels].map(([name, label]) => {
    const texts = { mine: textOf(mine, name), stored: textOf(stored, name) }
    return { label, ...texts, differs: texts.mine !== texts.stored }
  })
}

const OURS = new Set(['_visit', 'revision', 'key', 'school', 'run'])

function sentFields(sent: unknown): ConflictPage['hidden'] {
  const names = typeof sent === 'object' && sent !== null ? Object.keys(sent) : []
  return names
    .filter((name) => !OURS.has(name))
    .flatMap((name) => listField(sent, name).map((value) => ({ name, value })))
}
