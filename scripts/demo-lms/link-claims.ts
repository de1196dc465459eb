import { randomBytes } from 'node:crypto'

import type { JWTPayload } from 'jose'

import { course } from './course.ts'
import type { Lms } from './lms.ts'
import type { Session } from './state.ts'
import { paths } from './urls.ts'

const settingsClaim = 'https://purl.imsglobal.org/spec/lti-dl/claim/deep_linking_settings'

/** What a Moodle 4.5 asks for when a teacher chooses content; `text` is empty there too. */
export function deepLinkingClaims(lms: Lms, session: Session, toolName: string): JWTPayload {
  const { types, targets, multiple, lineItems } = lms.state.linkSettings
  return {
    [settingsClaim]: {
      accept_types: types,
      accept_presentation_document_targets: targets,
      accept_copy_advice: false,
      accept_multiple: multiple,
      accept_unsigned: false,
      auto_create: false,
      can_confirm: false,
      deep_link_return_url: returnUrl(lms, session),
      title: toolName,
      text: '',
      ...(lineItems !== undefined && { accept_lineitem: lineItems }),
      ...(lms.state.linkSettings.data && { data: newData(session) }),
    },
  }
}

function returnUrl(lms: Lms, session: Session): string {
  const query = new URLSearchParams({ course: course.id, id: '1', sesskey: session.sessionKey })
  return `${lms.urls.base}${paths.linkReturn}?${query.toString()}`
}

function newData(session: Session): string {
  const data = `${randomBytes(12).toString('base64')} "<&>" ấ`
  session.linkData.add(data)
  return data
}
