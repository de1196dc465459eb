import type { PageModel, Texts } from '../web/index.ts'
import { paths } from './paths.ts'
import { ADDRESS_FIELDS, type Typed } from './platform-form.ts'
import { type Address, type OurAddresses, oursOf, type Tick, ticksOf } from './platform-page.ts'

export interface AddPage extends PageModel {
  readonly styles: readonly string[]
  readonly action: string
  readonly listUrl: string
  readonly ours: readonly Address[]
  readonly name: string
  readonly fields: readonly (Address & { readonly hint: string })[]
  readonly deployments: string
  readonly school: string
  readonly trust: readonly Tick[]
  readonly problem?: string
}

interface AddView {
  readonly typed: Typed
  readonly addresses: OurAddresses
  readonly problem?: string
}

export function addPage({ typed, addresses, problem }: AddView, texts: Texts): AddPage {
  const { name, deployments, school, trust } = typed
  return {
    title: texts.t('platforms.add.title'),
    mood: 'dense',
    styles: ['staff.css', 'platforms.css'],
    action: paths.add,
    listUrl: paths.list,
    ours: oursOf(addresses, texts),
    name,
    deployments,
    school,
    fields: ADDRESS_FIELDS.map((field) => ({
      name: field,
      label: texts.t(`platforms.fields.${field}`),
      hint: texts.t(`platforms.hints.${field}`),
      value: typed[field],
    })),
    trust: ticksOf(trust, texts),
    ...(problem && { problem }),
  }
}
