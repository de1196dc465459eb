import type { Area } from '../schools/index.ts'
import type { Texts } from '../web/index.ts'
import { type FieldPlan, type FormView, formView, type RefusedHelp } from './form-view.ts'
import type { Facility, Hotline } from './help-record.ts'
import { paths } from './paths.ts'
import { CHILD_HOTLINE } from './shipped-hotlines.ts'

const IS_SHOWN: FieldPlan = { name: 'isShown', label: 'contacts.fields.isShown', kind: 'tick' }

export function hotlineForm(
  one: Hotline = NO_HOTLINE,
  texts: Texts,
  refused: RefusedHelp | undefined,
): FormView {
  const isChildHotline = one.id === CHILD_HOTLINE
  const number: FieldPlan = {
    name: 'number',
    label: 'contacts.fields.number',
    kind: isChildHotline ? 'fixed' : 'text',
  }
  const fields: readonly FieldPlan[] = [
    { name: 'name', label: 'contacts.fields.name' },
    number,
    { name: 'url', label: 'contacts.fields.url', hint: 'contacts.hints.url' },
    { name: 'about', label: 'contacts.fields.about', kind: 'lines' },
    { name: 'order', label: 'contacts.fields.order', hint: 'contacts.hints.order' },
    ...(isChildHotline ? [] : [IS_SHOWN]),
  ]
  const { name, number: said = '', url = '', about, order } = one
  const values = { name, number: said, url, about, order: String(order), ...shownValue(one) }
  return formView(
    { ...keyOf(one, 'new-hotline'), action: paths.hotline, fields, values },
    texts,
    refused,
  )
}

const NO_HOTLINE: Hotline = {
  kind: 'hotline',
  id: '' as Hotline['id'],
  name: '',
  about: '',
  order: 9,
  isShown: true,
  revision: 0,
}

interface FacilityContext {
  readonly areas: readonly Area[]
  readonly refused?: RefusedHelp | undefined
}

export function facilityForm(
  one: Facility = NO_FACILITY,
  { areas, refused }: FacilityContext,
  texts: Texts,
): FormView {
  const choices = areaChoices(one, areas, texts)
  const fields: readonly FieldPlan[] = [
    { name: 'name', label: 'contacts.fields.facilityName' },
    { name: 'phone', label: 'contacts.fields.number' },
    { name: 'address', label: 'contacts.fields.address' },
    { name: 'area', label: 'contacts.fields.area', kind: 'choice', choices },
    IS_SHOWN,
  ]
  const { name, phone, address, areaId } = one
  const values = { name, phone, address, area: areaId, ...shownValue(one) }
  return formView(
    { ...keyOf(one, 'new-facility'), action: paths.facility, fields, values },
    texts,
    refused,
  )
}

/** Of several none is taken for granted: a place in the wrong area helps nobody. */
function areaChoices({ id }: Facility, areas: readonly Area[], { t }: Texts) {
  const choices = areas.map(({ id: value, name, validTo }) => ({
    value,
    text: validTo === undefined ? name : t('contacts.formerArea', { name }),
  }))
  const mustChoose = id === NO_FACILITY.id && areas.length > 1
  return mustChoose ? [{ value: '', text: t('contacts.chooseArea') }, ...choices] : choices
}

const NO_FACILITY: Facility = {
  kind: 'facility',
  id: '' as Facility['id'],
  name: '',
  phone: '',
  address: '',
  areaId: '' as Facility['areaId'],
  isShown: true,
  revision: 0,
}

function keyOf({ id, revision }: Hotline | Facility, fresh: string) {
  const submit = id ? 'contacts.save' : 'contacts.add'
  return { key: id || fresh, id, revision, submit } as const
}

function shownValue({ isShown }: { readonly isShown: boolean }) {
  return { isShown: isShown ? 'yes' : '' }
}
