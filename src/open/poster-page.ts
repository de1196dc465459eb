import type { Module } from '../catalogue/index.ts'
import type { School } from '../schools/index.ts'
import type { PageModel, Texts } from '../web/index.ts'
import { paths } from './paths.ts'
import type { PublicToken } from './public-token.ts'

export interface PosterPage extends PageModel {
  readonly code: string
  readonly schoolName: string
  readonly backUrl: string
  readonly sheets: readonly PosterSheet[]
  /** *Lượt*, never a figure; absent where no period is open. */
  readonly counts?: { readonly period: string; readonly lines: readonly string[] }
  /** Only for whoever may make the old sheets end. */
  readonly renewAction?: string
}

/** One printed page. */
export interface PosterSheet {
  readonly moduleId: string
  readonly title: string
  readonly minutes: number
  readonly points: readonly string[]
  readonly address: string
  readonly qr: string
  readonly qrAlt: string
}

export interface Poster {
  readonly school: School
  readonly token: PublicToken
  readonly modules: readonly Module[]
  readonly publicUrl: string
  readonly drawQr: (text: string) => Promise<string>
  readonly counts: { readonly period: string; readonly of: ReadonlyMap<string, number> } | undefined
  readonly mayRenew: boolean
}

const MOST_POINTS = 3

export async function posterPage(poster: Poster, texts: Texts): Promise<PosterPage> {
  const { school, modules, counts } = poster
  return {
    title: texts.t('open.poster.title'),
    mood: 'dense',
    styles: ['poster.css'],
    code: school.code,
    schoolName: school.name,
    backUrl: paths.school(school),
    sheets: await Promise.all(modules.map((module) => sheetOf(module, poster, texts))),
    ...(counts && {
      counts: {
        period: counts.period,
        lines: modules.map((module) => {
          const runs = texts.number(counts.of.get(module.id) ?? 0)
          return texts.t('open.poster.count', { title: module.title.vi, runs })
        }),
      },
    }),
    ...(poster.mayRenew && { renewAction: paths.renew(school) }),
  }
}

async function sheetOf(module: Module, poster: Poster, texts: Texts): Promise<PosterSheet> {
  const address = `${poster.publicUrl}${paths.cover(module, poster.token.token)}`
  return {
    moduleId: module.id,
    title: module.title.vi,
    minutes: module.minutes,
    points: module.objectives.slice(0, MOST_POINTS),
    address,
    qr: await poster.drawQr(address),
    qrAlt: texts.t('open.poster.qrAlt', { title: module.title.vi }),
  }
}
