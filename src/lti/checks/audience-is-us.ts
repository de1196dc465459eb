import { type Check, notProven } from './check.ts'

/**
 * `aud` names us and nobody we do not know; with several audiences `azp` names us too:
 * https://www.imsglobal.org/spec/security/v1p1#authentication-response-validation
 */
export const audienceIsUs: Check = ({ claims, registration }) => {
  const audiences: readonly unknown[] = Array.isArray(claims.aud) ? claims.aud : [claims.aud]
  const onlyUs = audiences.length > 0 && audiences.every((one) => one === registration.clientId)
  const partyIsUs = claims.azp === undefined || claims.azp === registration.clientId
  if (!onlyUs || !partyIsUs) throw notProven('audience-is-us')
}
