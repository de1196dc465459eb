import type { ContextKey, PageModel, Texts } from '../web/index.ts'
import type { Binding } from './binding.ts'
import {
  type BindingRow,
  type PageTools,
  rowOf,
  schoolName,
  type Typed,
  type TypedCode,
} from './binding-row.ts'
import type { Asked } from './list-asked.ts'

export interface BindingPage extends PageModel {
  readonly styles: readonly string[]
  readonly show: Binding['state']
  readonly lead: string
  readonly done?: string
  readonly problem?: string
  readonly all: { readonly code: string; readonly school: string; readonly problem?: string }
  readonly tabs: readonly {
    readonly url: string
    readonly label: string
    readonly isHere: boolean
  }[]
  readonly rows: readonly BindingRow[]
  /** What the form brings back, so that an answer shows the same rows again. */
  readonly after: string
  readonly schoolCode: string
  readonly mayAssign: boolean
  readonly nextUrl?: string
}

export interface BindingList {
  readonly asked: Asked
  /** Rows that somebody else decided while this person did; ahead of the page. */
  readonly changed: readonly Binding[]
  readonly bindings: readonly Binding[]
  readonly unassignedCount: number
  readonly isLast: boolean
  readonly mayAssign: boolean
  readonly doneCount?: number
  readonly typed?: ReadonlyMap<ContextKey, Typed>
  readonly all?: TypedCode
  readonly problem?: string
}

export function bindingPage(list: BindingList, tools: PageTools): BindingPage {
  const { texts } = tools
  const { asked, doneCount = 0, problem } = list
  const show = asked.state
  const rows = [...list.changed, ...list.bindings]
  const tone = rows.length === 0 ? 'empty' : 'lead'
  return {
    title: texts.t(`bindings.title.${show}`),
    mood: 'dense',
    styles: ['staff.css', 'bindings.css'],
    show,
    lead: texts.t(`bindings.${tone}.${show}`),
    all: allOf(list, tools),
    tabs: tabsOf(list, texts),
    rows: rows.map((binding) => rowOf(binding, list.typed?.get(binding.contextKey), tools)),
    after: asked.after ? cursorOf(asked.after) : '',
    schoolCode: asked.schoolCode ?? '',
    mayAssign: list.mayAssign,
    ...(doneCount > 0 && { done: texts.t('bindings.done', { count: doneCount }) }),
    ...(problem && { problem }),
    ...nextPageOf(list),
  }
}

function allOf({ all = { code: '' } }: BindingList, { directory }: PageTools): BindingPage['all'] {
  const { code, problem } = all
  return { code, school: schoolName(code, directory), ...(problem && { problem }) }
}

function nextPageOf({ asked, bindings, isLast }: BindingList): Pick<BindingPage, 'nextUrl'> {
  const last = bindings.at(-1)
  return last && !isLast ? { nextUrl: pathOf(asked, last) } : {}
}

/** `after`: the page that follows this binding. */
export function pathOf({ state, schoolCode }: Asked, after?: Cursor): string {
  const query = new URLSearchParams({
    show: state,
    ...(schoolCode && { school: schoolCode }),
    ...(after && { after: cursorOf(after) }),
  })
  return `/bindings?${query.toString()}`
}

type Cursor = Pick<Binding, 'firstSeenAt' | 'contextKey'>

function cursorOf({ firstSeenAt, contextKey }: Cursor): string {
  return `${firstSeenAt.getTime()}.${contextKey}`
}

function tabsOf({ asked, unassignedCount }: BindingList, texts: Texts): BindingPage['tabs'] {
  return (['unassigned', 'assigned'] as const).map((state) => ({
    url: pathOf({ state }),
    label: texts.t(`bindings.tabs.${state}`, { count: texts.number(unassignedCount) }),
    isHere: state === asked.state,
  }))
}
