import { randomBytes } from 'node:crypto'

import { activities, type Activity } from './course.ts'
import { type LinkSettings, moodleLinkSettings } from './link-settings.ts'
import { createSigningKey, type SigningKey } from './signing-key.ts'

export interface DemoTool {
  name: string
  clientId: string
  deploymentId: string
  loginUrl: string
  redirectUris: readonly string[]
  jwksUrl: string
  targetLinkUri: string
  /** What it asked for when it registered itself; a tool made by hand gets names and e-mail. */
  claims?: readonly string[]
}

/** A tool that registered itself, until the administrator activates it. */
export interface ToolRegistration {
  readonly tool: DemoTool
  readonly scopes: readonly string[]
  readonly asked: Readonly<Record<string, unknown>>
}

export interface RegistrationToken {
  readonly expiresAt: Date
  readonly used: boolean
}

/** What is opened, and how. */
export type LaunchMessage =
  | { readonly kind: 'resource-link'; readonly activity: Activity }
  | { readonly kind: 'review'; readonly activity: Activity; readonly userId: string }
  | { readonly kind: 'deep-linking' }

/** A launch that was offered to the browser and that the tool has not come back for yet. */
export interface PendingLaunch {
  readonly message: LaunchMessage
  readonly messageHint: string
  readonly target: 'iframe' | 'window'
}

export interface Session {
  readonly username: string
  readonly sessionKey: string
  readonly launches: Map<string, PendingLaunch>
  /** What went along with requests for links and has not come back yet. */
  readonly linkData: Set<string>
}

export interface AccessToken {
  readonly clientId: string
  readonly scopes: readonly string[]
  readonly expiresAt: Date
}

export interface Grade {
  readonly score: number | null
  readonly comment: string
  /** Moodle keeps grade times in whole seconds: that is why a second score in one second is late. */
  readonly seconds: number
}

export interface LineItem {
  readonly id: string
  label: string
  maximum: number
  resourceId: string
  tag: string
  resourceLinkId: string | undefined
  /** False for the item an activity came with, true for one that a tool added. */
  readonly madeByTool: boolean
  readonly grades: Map<string, Grade>
}

export interface ScorePost {
  readonly at: Date
  /** 0 as long as no answer was given. */
  status: number
  readonly body: unknown
  readonly url: string
}

/** What a real LMS keeps on disk: hand it to the next start and the LMS is back as it was. */
export interface DemoLmsState {
  tool: DemoTool | undefined
  pendingTools: ToolRegistration[]
  /** Moodle's tool type id, which is its deployment id too. */
  nextToolId: number
  readonly registrationTokens: Map<string, RegistrationToken>
  readonly guid: string
  readonly key: SigningKey
  readonly secret: string
  readonly sessions: Map<string, Session>
  readonly accessTokens: Map<string, AccessToken>
  readonly usedAssertionIds: Set<string>
  /** Placed by teachers, after those that the course came with. */
  readonly placedActivities: Activity[]
  nextActivityNumber: number
  linkSettings: LinkSettings
  readonly usedLinkNonces: Set<string>
  /** Why answers of the tool were not taken. */
  readonly refusedAnswers: string[]
  lineItems: LineItem[]
  nextLineItemId: number
  /** Rows of a page where nobody asked for pages; 0, as in Moodle: all of them. */
  lineItemsPerPage: number
  readonly scorePosts: ScorePost[]
  readonly counters: { jwksFetches: number; tokenRequests: number; memberRequests: number }
}

/** Making a key takes a tenth of a second; who starts many LMSs may bring one. */
export async function createState(key?: SigningKey): Promise<DemoLmsState> {
  return {
    tool: undefined,
    pendingTools: [],
    nextToolId: 2,
    registrationTokens: new Map(),
    guid: randomBytes(16).toString('hex'),
    key: key ?? (await createSigningKey()),
    secret: randomBytes(16).toString('hex'),
    sessions: new Map(),
    accessTokens: new Map(),
    usedAssertionIds: new Set(),
    placedActivities: [],
    nextActivityNumber: activities.length + 1,
    linkSettings: moodleLinkSettings,
    usedLinkNonces: new Set(),
    refusedAnswers: [],
    lineItems: activities.flatMap(toLineItems),
    nextLineItemId: 5,
    lineItemsPerPage: 0,
    scorePosts: [],
    counters: { jwksFetches: 0, tokenRequests: 0, memberRequests: 0 },
  }
}

function toLineItems({ id, title, lineItem }: Activity): LineItem[] {
  if (!lineItem) return []
  const own = { resourceId: '', tag: '', resourceLinkId: id, madeByTool: false }
  return [{ ...lineItem, label: title, ...own, grades: new Map() }]
}
