import { createLocalJWKSet, decodeJwt, type JWTPayload, jwtVerify } from 'jose'

import { type Lms, nowInSeconds } from './lms.ts'
import type { DemoTool } from './state.ts'
import { fetchToolKeys } from './tool-keys.ts'

const longestLifeInSeconds = 60 * 60

export function readSubject(assertion: string): string | undefined {
  try {
    return decodeJwt(assertion).sub
  } catch {
    return undefined
  }
}

/** Whether this JWT proves the tool (1EdTech Security Framework 1.1 §4.1), seen for the first time. */
export async function provesTool(lms: Lms, tool: DemoTool, assertion: string): Promise<boolean> {
  try {
    const claims = await verify(lms, tool, assertion)
    return isShortLived(lms, claims) && isFirstUse(lms, claims)
  } catch {
    return false
  }
}

async function verify(lms: Lms, tool: DemoTool, assertion: string): Promise<JWTPayload> {
  const keys = createLocalJWKSet(await fetchToolKeys(lms, tool.jwksUrl))
  const { payload } = await jwtVerify(assertion, keys, {
    algorithms: ['RS256'],
    issuer: tool.clientId,
    subject: tool.clientId,
    audience: lms.urls.token,
    currentDate: lms.clock.now(),
    requiredClaims: ['iat', 'exp', 'jti'],
  })
  return payload
}

function isShortLived(lms: Lms, claims: JWTPayload): boolean {
  return (claims.exp ?? Infinity) - nowInSeconds(lms.clock) <= longestLifeInSeconds
}

function isFirstUse(lms: Lms, { jti }: JWTPayload): boolean {
  const { usedAssertionIds } = lms.state
  if (typeof jti !== 'string' || jti === '' || usedAssertionIds.has(jti)) return false
  usedAssertionIds.add(jti)
  return true
}
