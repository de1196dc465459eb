import type { Module } from '../catalogue/index.ts'
import type { School } from '../schools/index.ts'
import type { PageModel, Texts } from '../web/index.ts'
import { paths } from './paths.ts'
import type { PublicTokenText } from './public-token.ts'
import type { Taught } from './taught.ts'

export interface OpenDonePage extends PageModel {
  readonly finishedModuleId: string
  readonly moduleTitle: string
  readonly sensitive: boolean
  readonly objectives: readonly string[]
  readonly reviewUrl: string
  /** The other modules for parents. */
  readonly others: readonly { readonly url: string; readonly title: string }[]
  readonly school?: {
    readonly name: string
    readonly period?: string
    readonly lines: readonly string[]
  }
}

export interface OpenDone {
  readonly module: Module
  readonly others: readonly Module[]
  readonly token: PublicTokenText | undefined
  readonly school: Pick<School, 'name'> | undefined
  readonly taught: Taught | undefined
}

export function openDonePage(done: OpenDone, texts: Texts): OpenDonePage {
  const { module, others, token, school, taught } = done
  return {
    title: texts.t('open.done.title'),
    readers: 'adults',
    finishedModuleId: module.id,
    moduleTitle: module.title.vi,
    sensitive: module.sensitive,
    objectives: module.objectives,
    reviewUrl: paths.cover(module, token),
    others: others.map((other) => ({ url: paths.cover(other, token), title: other.title.vi })),
    ...(school && { school: { name: school.name, ...linesOf(taught, texts) } }),
  }
}

function linesOf(taught: Taught | undefined, texts: Texts) {
  const lines = (taught?.modules ?? []).map(({ title, sessions, classes }) => {
    const counts = { title, sessions: texts.number(sessions), classes: texts.number(classes) }
    return texts.t(classes > 0 ? 'open.done.taughtClasses' : 'open.done.taughtSessions', counts)
  })
  return { ...(taught && { period: taught.periodName }), lines }
}
