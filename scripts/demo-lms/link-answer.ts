import { createLocalJWKSet, type JWTPayload, jwtVerify } from 'jose'

import { type Lms, nowInSeconds } from './lms.ts'
import { isRecord } from './request-values.ts'
import type { DemoTool, Session } from './state.ts'
import { fetchToolKeys } from './tool-keys.ts'

const lti = 'https://purl.imsglobal.org/spec/lti/claim'
const dl = 'https://purl.imsglobal.org/spec/lti-dl/claim'
const longestLifeInSeconds = 5 * 60

/** A link as a tool wants it placed. */
export interface WantedLink {
  readonly title: string
  readonly text: string
  readonly url: string | undefined
  readonly custom: Readonly<Record<string, string>>
  readonly target: 'iframe' | 'window'
  readonly lineItem: WantedLineItem | undefined
}

export interface WantedLineItem {
  readonly label: string
  readonly maximum: number
  readonly resourceId: string
  readonly tag: string
}

/** Why an answer is not taken. The page says no more than Moodle's; tests read it in the state. */
export class AnswerRefusal extends Error {
  override readonly name = 'AnswerRefusal'
}

/** @throws AnswerRefusal unless everything about the answer holds (lti-dl v2.0, deep linking response) */
export async function readLinkAnswer(
  lms: Lms,
  session: Session,
  jwt: string,
): Promise<readonly WantedLink[]> {
  const { tool } = lms.state
  if (!tool) throw new AnswerRefusal('no tool')
  const claims = await verify(lms, tool, jwt)
  demand(claims[`${lti}/deployment_id`] === tool.deploymentId, 'deployment')
  demand(claims[`${lti}/message_type`] === 'LtiDeepLinkingResponse', 'message type')
  demand(claims[`${lti}/version`] === '1.3.0', 'version')
  checkData(lms, session, claims[`${dl}/data`])
  return readItems(lms, tool, claims[`${dl}/content_items`])
}

async function verify(lms: Lms, tool: DemoTool, jwt: string): Promise<JWTPayload> {
  const claims = await verifySignature(lms, tool, jwt)
  const now = nowInSeconds(lms.clock)
  demand((claims.exp ?? Infinity) - now <= longestLifeInSeconds, 'exp is far away')
  const nonce = claims['nonce']
  demand(typeof nonce === 'string' && nonce !== '', 'nonce')
  demand(!lms.state.usedLinkNonces.has(String(nonce)), 'nonce used before')
  lms.state.usedLinkNonces.add(String(nonce))
  return claims
}

async function verifySignature(lms: Lms, tool: DemoTool, jwt: string): Promise<JWTPayload> {
  try {
    const keys = createLocalJWKSet(await fetchToolKeys(lms, tool.jwksUrl))
    const { payload } = await jwtVerify(jwt, keys, {
      algorithms: ['RS256'],
      issuer: tool.clientId,
      audience: lms.urls.base,
      currentDate: lms.clock.now(),
      requiredClaims: ['iat', 'exp', 'nonce'],
    })
    return payload
  } catch (error) {
    throw new AnswerRefusal(error instanceof Error ? error.message : 'not verified')
  }
}

/** Data that went along comes back unchanged, once; without it none may come. */
function checkData(lms: Lms, session: Session, data: unknown): void {
  if (!lms.state.linkSettings.data) demand(data === undefined, 'data that nobody sent')
  else demand(typeof data === 'string' && session.linkData.delete(data), 'data')
}

function readItems(lms: Lms, tool: DemoTool, items: unknown): readonly WantedLink[] {
  const { types, multiple } = lms.state.linkSettings
  const list = items === undefined ? [] : items
  if (!Array.isArray(list)) throw new AnswerRefusal('content_items is no list')
  demand(multiple || list.length <= 1, 'several items where one is taken')
  return list.map((item: unknown) => {
    if (!isRecord(item)) throw new AnswerRefusal('an item is no object')
    demand(types.includes(String(item['type'])), 'type that is not taken')
    return readLink(lms, tool, item)
  })
}

function readLink(lms: Lms, tool: DemoTool, item: Record<string, unknown>): WantedLink {
  const { title, text, url, custom = {} } = item
  demand(url === undefined || isOfTool(tool, url), 'address of another host')
  demand(isRecord(custom) && Object.values(custom).every(isText), 'custom values')
  return {
    title: isText(title) && title !== '' ? title : tool.name,
    text: isText(text) ? text : '',
    url: isText(url) ? url : undefined,
    custom: custom as Record<string, string>,
    target: targetOf(lms, item),
    lineItem: readLineItem(lms, item, title),
  }
}

function isOfTool(tool: DemoTool, url: unknown): boolean {
  return isText(url) && URL.canParse(url) && new URL(url).host === new URL(tool.loginUrl).host
}

function targetOf(lms: Lms, item: Record<string, unknown>): 'iframe' | 'window' {
  const { targets } = lms.state.linkSettings
  const asked = ['window', 'iframe', 'embed'].filter((name) => name in item)
  demand(
    asked.every((name) => targets.includes(name)),
    'document target that is not taken',
  )
  return asked.includes('window') ? 'window' : 'iframe'
}

function readLineItem(
  lms: Lms,
  item: Record<string, unknown>,
  title: unknown,
): WantedLineItem | undefined {
  const wanted = item['lineItem']
  if (wanted === undefined) return undefined
  demand(lms.state.linkSettings.lineItems !== false, 'line item that is not taken')
  if (!isRecord(wanted)) throw new AnswerRefusal('line item is no object')
  const { scoreMaximum, label, resourceId, tag } = wanted
  if (typeof scoreMaximum !== 'number' || scoreMaximum <= 0) throw new AnswerRefusal('maximum')
  return {
    label: isText(label) ? label : String(title),
    maximum: scoreMaximum,
    resourceId: isText(resourceId) ? resourceId : '',
    tag: isText(tag) ? tag : '',
  }
}

function isText(value: unknown): value is string {
  return typeof value === 'string'
}

function demand(holds: boolean, what: string): void {
  if (!holds) throw new AnswerRefusal(what)
}
