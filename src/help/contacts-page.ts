import type { Day } from '../runtime/index.ts'
import type { Area } from '../schools/index.ts'
import type { PageModel, Texts } from '../web/index.ts'
import { facilityForm, hotlineForm } from './contact-forms.ts'
import type { FormView, RefusedHelp } from './form-view.ts'
import { callOf } from './help-line.ts'
import type { Facility, HelpRecordId, Hotline } from './help-record.ts'
import { type CheckView, checkView } from './last-checked.ts'
import { paths } from './paths.ts'

export interface ContactCard {
  readonly id: string
  readonly title: string
  readonly lines: readonly string[]
  readonly isShown: boolean
  /** For whoever may edit it, once a year. */
  readonly check?: CheckView
  readonly form?: FormView
  /** Stays open where something in it was refused. */
  readonly isOpen: boolean
}

export interface ContactsPage extends PageModel {
  readonly styles: readonly string[]
  readonly hotlines: readonly ContactCard[]
  readonly facilities: readonly ContactCard[]
  readonly newHotline?: FormView
  readonly newFacility?: FormView
  /** Key of the form in which something was refused. */
  readonly openForm?: string
  /** The department has yet to confirm some of what we ship. */
  readonly isUnconfirmed: boolean
  /** What was just saved. */
  readonly saved?: string
}

export interface AskedContacts {
  readonly hotlines: readonly Hotline[]
  readonly facilities: readonly Facility[]
  readonly mayEditHotlines: boolean
  /** Areas for whose facilities this person answers. */
  readonly areas: readonly Area[]
  readonly refused?: RefusedHelp | undefined
  /** For what this page adds: the same form pressed twice adds once. */
  readonly freshId: HelpRecordId
  readonly today: Day
  /** Id of what was just saved. */
  readonly savedId?: string | undefined
}

export function contactsPage(asked: AskedContacts, texts: Texts): ContactsPage {
  const { hotlines, facilities, areas, mayEditHotlines, refused, freshId: id } = asked
  const saved = [...hotlines, ...facilities].find((one) => one.id === asked.savedId)
  const areaOf = (facility: Facility) => areas.find(({ id }) => id === facility.areaId)
  return {
    title: texts.t('contacts.title'),
    mood: 'dense',
    styles: ['coverage.css'],
    isUnconfirmed: mayEditHotlines && hotlines.some(isUnconfirmed),
    ...(refused && { openForm: refused.key }),
    ...(saved && { saved: texts.t('contacts.saved', { name: saved.name }) }),
    hotlines: hotlines.map((one) => hotlineCard(one, asked, texts)),
    facilities: facilities
      .filter((one) => areaOf(one))
      .map((one) => facilityCard(one, asked, { texts, area: areaOf(one)?.name ?? '' })),
    ...(mayEditHotlines && { newHotline: { ...hotlineForm(undefined, texts, refused), id } }),
    ...(areas.length > 0 && {
      newFacility: { ...facilityForm(undefined, { areas, refused }, texts), id },
    }),
  }
}

function hotlineCard(
  one: Hotline,
  { mayEditHotlines, refused, today }: AskedContacts,
  texts: Texts,
): ContactCard {
  return {
    id: one.id,
    title: one.name,
    lines: [[one.number, one.url].filter(Boolean).join(' · '), one.about],
    isShown: one.isShown,
    ...(mayEditHotlines && {
      form: hotlineForm(one, texts, refused),
      ...checkOf(one, today, texts),
    }),
    isOpen: refused?.key === one.id,
  }
}

interface Placed {
  readonly texts: Texts
  readonly area: string
}

function facilityCard(
  one: Facility,
  { areas, refused, today }: AskedContacts,
  { texts, area }: Placed,
): ContactCard {
  return {
    id: one.id,
    title: one.name,
    lines: [`${callOf(one.phone).number} · ${area}`, one.address],
    isShown: one.isShown,
    ...checkOf(one, today, texts),
    form: facilityForm(one, { areas, refused }, texts),
    isOpen: refused?.key === one.id,
  }
}

/** As we ship it, without anybody's word. */
function isUnconfirmed({ revision, checkedOn }: Hotline): boolean {
  return revision === 0 && checkedOn === undefined
}

function checkOf(one: Hotline | Facility, today: Day, texts: Texts) {
  const check = checkView(one, { action: paths.checked, today }, texts)
  return check && { check }
}
