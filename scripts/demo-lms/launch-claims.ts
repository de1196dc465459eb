import { createHash, randomInt } from 'node:crypto'

import type { JWTPayload } from 'jose'

import { type Activity, course } from './course.ts'
import { deepLinkingClaims } from './link-claims.ts'
import { type Lms, nowInSeconds } from './lms.ts'
import { type Person, sentName } from './people.ts'
import { gradeScopes } from './scopes.ts'
import type { SignedIn } from './sessions.ts'
import type { DemoTool, LaunchMessage, PendingLaunch } from './state.ts'
import { paths } from './urls.ts'

const lti = 'https://purl.imsglobal.org/spec/lti/claim'
const ags = 'https://purl.imsglobal.org/spec/lti-ags/claim/endpoint'

export interface LaunchOrder {
  readonly signedIn: SignedIn
  readonly tool: DemoTool
  readonly launch: PendingLaunch
  readonly nonce: string
}

/** The claims a Moodle 4.5 sends with names and e-mail switched on: personal data rides along. */
export function launchClaims(lms: Lms, order: LaunchOrder): JWTPayload {
  const { message } = order.launch
  const { person } = order.signedIn
  const issuedAt = nowInSeconds(lms.clock)
  return {
    nonce: order.nonce,
    iat: issuedAt,
    exp: issuedAt + 60,
    iss: lms.urls.base,
    aud: order.tool.clientId,
    sub: person.id,
    [`${lti}/version`]: '1.3.0',
    [`${lti}/message_type`]: messageTypes[message.kind],
    [`${lti}/deployment_id`]: order.tool.deploymentId,
    [`${lti}/target_link_uri`]: targetOf(message, order.tool),
    [`${lti}/roles`]: [`http://purl.imsglobal.org/vocab/lis/v2/membership#${person.role}`],
    ...courseClaims,
    ...personClaims(person, order.tool),
    ...platformClaims(lms),
    ...memberClaims(lms, order.tool),
    ...messageClaims(lms, order),
  }
}

/** Where a launch goes: a placed link may name an address of its own. */
export function targetOf(message: LaunchMessage, tool: DemoTool): string {
  const url = message.kind === 'deep-linking' ? undefined : message.activity.url
  return url ?? tool.targetLinkUri
}

const messageTypes = {
  'resource-link': 'LtiResourceLinkRequest',
  review: 'LtiSubmissionReviewRequest',
  'deep-linking': 'LtiDeepLinkingRequest',
} as const

function messageClaims(lms: Lms, order: LaunchOrder): JWTPayload {
  const { message } = order.launch
  if (message.kind === 'deep-linking') return choiceClaims(lms, order)
  const { activity } = message
  const shown = { ...linkClaims(activity), ...linkServiceClaims(lms, order, activity) }
  if (message.kind === 'resource-link') return shown
  return { ...shown, [`${lti}/for_user`]: { user_id: message.userId } }
}

const courseClaims: JWTPayload = {
  [`${lti}/context`]: {
    id: course.id,
    label: course.label,
    title: course.title,
    type: ['CourseSection'],
  },
}

function linkClaims(activity: Activity): JWTPayload {
  const { title, description, id } = activity
  return { [`${lti}/resource_link`]: { title, description, id } }
}

/** A tool that registered itself gets what it asked for; the ID number rides along in any case. */
function personClaims(person: Person, { claims }: DemoTool): JWTPayload {
  const names = {
    given_name: person.givenName,
    family_name: person.familyName,
    name: sentName(person),
    email: person.email,
  }
  const isSent = (claim: string) => claims?.includes(claim) ?? true
  return {
    ...Object.fromEntries(Object.entries(names).filter(([claim]) => isSent(claim))),
    [`${lti}/ext`]: { ...(isSent('name') && { user_username: person.username }), lms: 'moodle-2' },
    [`${lti}/lis`]: {
      person_sourcedid: person.idNumber,
      course_section_sourcedid: course.idNumber,
    },
  }
}

function platformClaims(lms: Lms): JWTPayload {
  return {
    [`${lti}/tool_platform`]: {
      product_family_code: 'moodle',
      version: '2024100706',
      guid: lms.state.guid,
      name: 'Tiểu học Nguyễn Trãi (demo)',
      description: 'Hệ thống học tập demo',
    },
  }
}

function memberClaims({ urls }: Lms, tool: DemoTool): JWTPayload {
  return {
    'https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice': {
      context_memberships_url: urls.memberships(tool.deploymentId),
      service_versions: ['1.0', '2.0'],
    },
  }
}

/** Nothing of a link is there yet: no line item, no way back but with the answer. */
function choiceClaims(lms: Lms, { signedIn, tool }: LaunchOrder): JWTPayload {
  const { link_setting_url: _ofLink, ...custom } = lms.urls.moodleCustom(tool.deploymentId)
  return {
    [`${lti}/launch_presentation`]: { locale: 'vi' },
    [`${lti}/custom`]: custom,
    [ags]: { scope: gradeScopes, lineitems: lms.urls.lineItems(tool.deploymentId) },
    ...deepLinkingClaims(lms, signedIn.session, tool.name),
  }
}

function linkServiceClaims(
  lms: Lms,
  { launch, signedIn, tool }: LaunchOrder,
  activity: Activity,
): JWTPayload {
  const { urls } = lms
  const typeId = tool.deploymentId
  return {
    [`${lti}/launch_presentation`]: {
      locale: 'vi',
      document_target: launch.target,
      return_url: returnUrl(lms, launch, { activity, signedIn }),
    },
    [`${lti}/custom`]: { ...activity.custom, ...urls.moodleCustom(typeId) },
    [ags]: {
      scope: gradeScopes,
      lineitems: urls.lineItems(typeId),
      ...soleLineItem(lms, activity, typeId),
    },
    'https://purl.imsglobal.org/spec/lti-bo/claim/basicoutcome': basicOutcome(lms, {
      instanceId: activity.id,
      userId: signedIn.person.id,
      typeId,
    }),
  }
}

interface Opened {
  readonly activity: Activity
  readonly signedIn: SignedIn
}

function returnUrl(lms: Lms, launch: PendingLaunch, { activity, signedIn }: Opened): string {
  const back = new URLSearchParams({
    course: course.id,
    launch_container: launch.target === 'iframe' ? '3' : '4',
    instanceid: activity.id,
    sesskey: signedIn.session.sessionKey,
  })
  return `${lms.urls.base}${paths.return}?${back.toString()}`
}

/** Moodle names the line item only while the activity has exactly one. */
function soleLineItem(lms: Lms, activity: Activity, typeId: string): { lineitem?: string } {
  const items = lms.state.lineItems.filter((item) => item.resourceLinkId === activity.id)
  const [item] = items
  return item && items.length === 1 ? { lineitem: lms.urls.lineItem(item.id, typeId) } : {}
}

export interface OutcomeOf {
  readonly instanceId: string
  readonly userId: string
  readonly typeId: string
}

/** The LTI 1.1 outcome claim still rides along, with the person's row number in plain sight. */
export function basicOutcome(lms: Lms, of: OutcomeOf): Record<string, string> {
  const data = {
    instanceid: of.instanceId,
    userid: of.userId,
    typeid: of.typeId,
    launchid: randomInt(1, 2 ** 31),
  }
  const hash = createHash('sha256').update(JSON.stringify(data)).update(lms.state.secret)
  return {
    lis_result_sourcedid: JSON.stringify({ data, hash: hash.digest('hex') }),
    lis_outcome_service_url: lms.urls.basicOutcome,
  }
}
