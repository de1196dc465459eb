import type { Catalogue } from '../catalogue/index.ts'
import { type Day, dayOf, startOf } from '../runtime/index.ts'
import type { Texts } from '../web/index.ts'
import type { PersonRef } from './attestation.ts'
import type { SessionState } from './attestation.ts'
import { readPackCode } from './late/pack-code.ts'
import type { AudienceLine, Evidence, SessionContent } from './session.ts'

/** Colour, sign and word together. */
export interface StateView {
  readonly status: SessionState
  readonly sign: string
  readonly label: string
}

const SIGNS: Readonly<Record<SessionState, string>> = {
  planned: '○',
  held: '◐',
  confirmed: '●',
  returned: '↩',
  withdrawn: '–',
}

export function stateView(state: SessionState, texts: Texts): StateView {
  return { status: state, sign: SIGNS[state], label: texts.t(`sessions.states.${state}`) }
}

export function dayText(day: Day, texts: Texts): string {
  return texts.date(startOf(day))
}

/** `07:15` */
export function clockText(at: Date): string {
  const minutes = Math.floor((at.getTime() - startOf(dayOf(at)).getTime()) / 60_000)
  return [Math.floor(minutes / 60), minutes % 60]
    .map((one) => String(one).padStart(2, '0'))
    .join(':')
}

export function momentText(at: Date, texts: Texts): string {
  return texts.t('sessions.moment', { time: clockText(at), date: texts.date(at) })
}

/** Teachers of an LMS have no name here. */
export function personText(person: PersonRef, texts: Texts): string {
  return person.kind === 'account' ? person.name : texts.t('sessions.teacherOfLms')
}

type Told = SessionContent & { readonly state: SessionState }

/** `4A, 4B · có mặt 58/60 em`; of a plan `4A, 4B · 60 em` */
export function audienceText({ audience, state }: Told, texts: Texts): string {
  const isPlan = state === 'planned'
  if (audience.length === 0) return texts.t(isPlan ? 'sessions.openAudience' : 'sessions.noPupils')
  const sum = (of: 'present' | 'enrolled') =>
    texts.number(audience.reduce((total, one) => total + one[of], 0))
  const labels = audience.map(({ label }) => label).join(', ')
  const [present, enrolled] = [sum('present'), sum('enrolled')]
  return isPlan
    ? plannedText(labels, enrolled, texts)
    : texts.t('sessions.audience', { labels, present, enrolled })
}

function plannedText(labels: string, enrolled: string, texts: Texts): string {
  return enrolled === '0' ? labels : texts.t('sessions.planned', { labels, enrolled })
}

export interface Fact {
  readonly name: string
  readonly label: string
  readonly value: string
  /** Only of our own texts and of http(s) links. */
  readonly url?: string
}

/** Everything that was reported, line by line; what was left out is left out. */
export function factsOf(content: Told, texts: Texts, catalogue: Versions): readonly Fact[] {
  const { t } = texts
  const modules = content.modules.map((taught) => moduleText(taught, texts, catalogue))
  const { adultCount } = content
  const adults = adultCount === undefined ? '' : texts.number(adultCount)
  const minutes = content.minutes === 0 ? '' : texts.number(content.minutes)
  const lines = content.audience.map((line) => lineText(line, content.state, texts))
  const facts: readonly Fact[] = [
    { name: 'heldOn', label: t('sessions.facts.heldOn'), value: dayText(content.heldOn, texts) },
    { name: 'minutes', label: t('sessions.facts.minutes'), value: minutes },
    { name: 'form', label: t('sessions.facts.form'), value: t(`sessions.forms.${content.form}`) },
    {
      name: 'presenter',
      label: t('sessions.facts.presenter'),
      value: t(`sessions.presenters.${content.presenter}`),
    },
    { name: 'lines', label: t('sessions.facts.lines'), value: lines.join('; ') },
    { name: 'adults', label: t('sessions.facts.adults'), value: adults },
    { name: 'module', label: t('sessions.facts.module'), value: modules.join('; ').trim() },
    { name: 'topic', label: t('sessions.facts.topic'), value: content.topics.join('; ') },
    ...content.evidence.map((evidence) => evidenceFact(evidence, texts)),
  ]
  return facts.filter(({ value }) => value !== '')
}

type Versions = Pick<Catalogue, 'find' | 'versionsOf'>

/** As it was taught: its title may have changed since, and where there are several versions, which it was. */
function moduleText(
  { id, version }: Told['modules'][number],
  texts: Texts,
  catalogue: Versions,
): string {
  const versions = catalogue.versionsOf(id)
  const taught = versions.find((one) => one.version === version) ?? catalogue.find(id)
  const name = `${id} ${taught?.title.vi ?? ''}`.trim()
  return versions.length > 1 ? texts.t('sessions.taughtVersion', { name, version }) : name
}

function lineText({ label, ...counts }: AudienceLine, state: SessionState, texts: Texts): string {
  const [present, enrolled] = [texts.number(counts.present), texts.number(counts.enrolled)]
  return state === 'planned'
    ? plannedText(label, enrolled, texts)
    : texts.t('sessions.line', { label, present, enrolled })
}

/** What a principal can hold against the class book. */
function packText(code: string, t: Texts['t']): string {
  const { log } = { log: undefined, ...readPackCode(code) }
  if (!log) return t('sessions.packLog', { code })
  const { minuteOfDay, minutes, slideReached: slide, mostHands: hands } = log
  const time = clockText(new Date(startOf(log.heldOn).getTime() + minuteOfDay * 60_000))
  const said = { code, time, minutes, slide, hands, id: log.moduleId, version: log.version }
  return t('sessions.packLogTold', said)
}

function evidenceFact(evidence: Evidence, { t }: Texts): Fact {
  const fact = { name: 'evidence', label: t('sessions.facts.evidence') }
  switch (evidence.kind) {
    case 'run-log':
      return { ...fact, value: t('sessions.runLog') }
    case 'offline-pack':
      return { ...fact, value: packText(evidence.code, t) }
    case 'link':
      return { ...fact, value: evidence.url, url: evidence.url }
    case 'paper':
      return { ...fact, value: evidence.note }
  }
}
