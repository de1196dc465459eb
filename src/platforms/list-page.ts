import { momentText, type PageModel, type Texts } from '../web/index.ts'
import type { HealthSummary } from './health-summary.ts'
import { type Light, platformLight } from './lights.ts'
import { paths } from './paths.ts'
import type { Listed } from './platform-check.ts'
import { type RefusalLine, refusalLines } from './refusal-lines.ts'

export interface ListPage extends PageModel {
  readonly styles: readonly string[]
  readonly listUrl: string
  readonly addUrl: string
  readonly invitationsUrl: string
  readonly keysUrl: string
  readonly scoresUrl: string
  readonly text: string
  readonly lead: string
  readonly platforms: readonly PlatformRow[]
  /** Launches of LMSs that are no registration here. */
  readonly strangers: readonly RefusalLine[]
  readonly nextUrl?: string
}

interface PlatformRow {
  readonly id: string
  readonly url: string
  readonly name: string
  readonly issuer: string
  readonly light: Light
  readonly launches: string
  readonly waiting?: string
}

export interface PlatformList {
  readonly listed: readonly Listed[]
  readonly total: number
  readonly text: string
  readonly strangers: HealthSummary
  readonly nextPage?: number | undefined
}

export function listPage(list: PlatformList, texts: Texts): ListPage {
  const { listed, text, nextPage } = list
  return {
    title: texts.t('platforms.list.title'),
    mood: 'dense',
    styles: ['staff.css', 'platforms.css'],
    listUrl: paths.list,
    addUrl: paths.add,
    invitationsUrl: paths.invitations,
    keysUrl: paths.keys,
    scoresUrl: paths.scores,
    text,
    lead: leadOf(list, texts),
    platforms: listed.map((one) => rowOf(one, texts)),
    strangers: refusalLines(list.strangers, texts),
    ...(nextPage !== undefined && { nextUrl: nextUrlOf(text, nextPage) }),
  }
}

function leadOf({ total, text }: PlatformList, texts: Texts): string {
  if (total > 0) return texts.t('platforms.list.count', { count: texts.number(total) })
  return texts.t(text === '' ? 'platforms.list.empty' : 'platforms.list.notFound')
}

function rowOf({ registration, light, health }: Listed, texts: Texts): PlatformRow {
  const { id, name, issuer, deployments } = registration
  const waiting = deployments.filter(({ state }) => state === 'waiting').length
  return {
    id,
    url: paths.platform(id),
    name,
    issuer,
    light: platformLight(registration, light, texts),
    launches: launchesOf(health, texts),
    ...(waiting > 0 && { waiting: texts.t('platforms.list.waiting', { count: waiting }) }),
  }
}

function launchesOf({ launches, lastLaunch }: HealthSummary, texts: Texts): string {
  if (!lastLaunch) return texts.t('platforms.list.noLaunch')
  const at = momentText(lastLaunch.at, texts)
  return texts.t('platforms.list.launches', { count: texts.number(launches), at })
}

function nextUrlOf(text: string, page: number): string {
  const query = new URLSearchParams({ ...(text !== '' && { q: text }), page: String(page) })
  return `${paths.list}?${query.toString()}`
}
