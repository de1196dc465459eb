import type { HelpLine, PageModel, Texts } from '../web/index.ts'
import type { HelpAtPlace } from './help-book.ts'
import { callOf } from './help-line.ts'
import type { Counsellor, Facility } from './help-record.ts'

type Call = NonNullable<HelpLine['call']>

export interface HelpPage extends PageModel {
  /** 111. */
  readonly first: HelpLine
  readonly others: readonly HelpLine[]
  /** Of the visitor's school, where it has named one. */
  readonly counsellor?: { readonly name: string; readonly about: string; readonly call?: Call }
  readonly facilities: readonly {
    readonly id: string
    readonly name: string
    readonly address: string
    readonly call: Call
  }[]
  /** Where the child came from: always a path of ours. */
  readonly backUrl?: string
}

export interface AskedHelp extends HelpAtPlace {
  readonly lines: readonly HelpLine[]
  readonly backUrl: string | undefined
}

export function helpPage(asked: AskedHelp, texts: Texts): HelpPage {
  const [first, ...others] = asked.lines
  if (!first) throw new Error('nobody to turn to')
  return {
    title: texts.t('help.title'),
    first,
    others,
    facilities: asked.facilities.map(facilityView),
    ...(asked.counsellor && { counsellor: counsellorView(asked.counsellor) }),
    ...(asked.backUrl && { backUrl: asked.backUrl }),
  }
}

function counsellorView({ name, about, phone }: Counsellor) {
  return { name, about, ...(phone !== undefined && { call: callOf(phone) }) }
}

function facilityView({ id, name, address, phone }: Facility) {
  return { id, name, address, call: callOf(phone) }
}
