import type { Deployment, Registration } from '../lti/index.ts'
import type { PlatformScores } from '../passback/index.ts'
import type { PageModel, TextKey, Texts } from '../web/index.ts'
import { type FindingLine, findingLine } from './finding-lines.ts'
import { type HealthCard, healthCard } from './health-card.ts'
import { type Light, platformLight } from './lights.ts'
import { paths } from './paths.ts'
import type { Checked } from './platform-check.ts'
import { ADDRESS_FIELDS, TRUSTS, type Typed } from './platform-form.ts'

export interface PlatformPage extends PageModel {
  readonly styles: readonly string[]
  readonly id: string
  readonly url: string
  readonly listUrl: string
  readonly scoresUrl: string
  readonly state: Registration['state']
  readonly isPending: boolean
  readonly light: Light
  /** What was just done. */
  readonly done?: string
  readonly problem?: string
  readonly isTested: boolean
  readonly findings: readonly FindingLine[]
  readonly health: HealthCard
  readonly deployments: readonly DeploymentLine[]
  readonly ours: readonly Address[]
  readonly theirs: readonly Address[]
  readonly settings: Settings
  readonly countsMembers: boolean
}

export interface Address {
  readonly name: string
  readonly label: string
  readonly value: string
}

export interface DeploymentLine extends Deployment {
  readonly label: string
}

export interface Tick {
  readonly value: string
  readonly label: string
  readonly isTicked: boolean
}

export interface Settings {
  readonly name: string
  readonly school: string
  readonly trust: readonly Tick[]
  readonly frameOrigins: string
}

export interface OurAddresses {
  readonly loginUrl: string
  readonly launchUrl: string
  readonly jwksUrl: string
}

export interface PlatformView {
  readonly registration: Registration
  readonly checked: Checked
  readonly scores: PlatformScores | undefined
  readonly addresses: OurAddresses
  readonly done?: string | undefined
  readonly problem?: string
  /** What was typed and not taken. */
  readonly typed?: Typed
}

export function platformPage(view: PlatformView, texts: Texts): PlatformPage {
  const { registration, checked, addresses, problem } = view
  const { id, name, state, countsMembers } = registration
  const done = doneText(view.done, texts)
  return {
    title: name,
    mood: 'dense',
    styles: ['staff.css', 'platforms.css'],
    id,
    url: paths.platform(id),
    listUrl: paths.list,
    scoresUrl: paths.scores,
    state,
    isPending: state === 'pending',
    light: platformLight(registration, checked.light, texts),
    isTested: checked.health.lastLaunch !== undefined,
    findings: checked.findings.map((one) => findingLine(one, addresses, texts)),
    health: healthCard(checked, view.scores, texts),
    deployments: deploymentLines(registration, texts),
    ours: oursOf(addresses, texts),
    theirs: theirsOf(registration, texts),
    settings: settingsOf(view, texts),
    countsMembers,
    ...(done && { done }),
    ...(problem && { problem }),
  }
}

const DONE: Readonly<Record<string, TextKey>> = {
  added: 'platforms.done.added',
  active: 'platforms.done.active',
  disabled: 'platforms.done.disabled',
  allowed: 'platforms.done.allowed',
  blocked: 'platforms.done.blocked',
  changed: 'platforms.done.changed',
  counting: 'platforms.done.counting',
  'not-counting': 'platforms.done.notCounting',
  'keys-had': 'platforms.done.keysHad',
  'keys-not-had': 'platforms.done.keysNotHad',
}

/** It comes back in the address, so only what we know is said. */
function doneText(done: string | undefined, texts: Texts): string | undefined {
  const key = done !== undefined && Object.hasOwn(DONE, done) ? DONE[done] : undefined
  return key && texts.t(key)
}

const WAITING_FIRST = ['waiting', 'allowed', 'blocked']

function deploymentLines({ deployments }: Registration, texts: Texts): readonly DeploymentLine[] {
  return deployments
    .map((one) => ({ ...one, label: texts.t(`platforms.deployments.${one.state}`) }))
    .toSorted((one, other) => WAITING_FIRST.indexOf(one.state) - WAITING_FIRST.indexOf(other.state))
}

export function oursOf(addresses: OurAddresses, texts: Texts): readonly Address[] {
  const { loginUrl, launchUrl, jwksUrl } = addresses
  const all = {
    toolUrl: launchUrl,
    loginUrl,
    redirectUrl: launchUrl,
    deepLinkUrl: launchUrl,
    jwksUrl,
  }
  return Object.entries(all).map(([name, value]) => ({
    name,
    label: texts.t(`platforms.ours.${name as keyof typeof all}`),
    value,
  }))
}

function theirsOf(registration: Registration, texts: Texts): readonly Address[] {
  // By the id, the LMS's administrator and ours speak of the same one.
  const all = (['id', ...ADDRESS_FIELDS] as const).map((name) => ({
    name,
    label: texts.t(`platforms.fields.${name}`),
    value: registration[name],
  }))
  const { authorizationServer } = registration
  if (authorizationServer === undefined) return all
  const name = 'authorizationServer'
  return [...all, { name, label: texts.t(`platforms.fields.${name}`), value: authorizationServer }]
}

function settingsOf({ registration, typed }: PlatformView, texts: Texts): Settings {
  const stored = {
    name: registration.name,
    school: registration.schoolCode ?? '',
    frameOrigins: registration.frameOrigins.join('\n'),
  }
  const { name, school, frameOrigins } = typed ?? stored
  return { name, school, frameOrigins, trust: ticksOf(typed?.trust ?? registration.trust, texts) }
}

export function ticksOf(ticked: readonly string[], texts: Texts): readonly Tick[] {
  return TRUSTS.map((value) => ({
    value,
    label: texts.t(`platforms.trust.${value}`),
    isTicked: ticked.includes(value),
  }))
}
