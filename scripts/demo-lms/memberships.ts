import { findActivity } from './activities.ts'
import { course } from './course.ts'
import { basicOutcome } from './launch-claims.ts'
import type { Lms } from './lms.ts'
import { takePage } from './page-links.ts'
import { people, type Person, sentName } from './people.ts'
import { membershipScope } from './scopes.ts'
import { type ServiceCall, ServiceRefusal, type ServiceResource } from './service.ts'

const containerType = 'application/vnd.ims.lti-nrps.v2.membershipcontainer+json'

export function listMembers(lms: Lms): ServiceResource {
  return {
    formats: [containerType],
    scopes: [membershipScope],
    answer: (call) => {
      if (call.pathIds['type'] !== call.typeId) throw new ServiceRefusal(401, 'Unauthorized')
      const id = lms.urls.memberships(call.typeId)
      const page = takePage(enrolled(call.query['role']), call.query)
      const next = page.from + page.limit
      const { label, title } = course
      return {
        type: containerType,
        body: {
          id,
          context: { id: course.id, label, title },
          members: page.rows.map((person) => toMember(lms, call, person)),
        },
        // Here the quotes are straight, and the link loses the role filter: both as in Moodle.
        link:
          page.limit > 0 && next < page.total
            ? `<${id}?limit=${page.limit}&from=${next}>; rel="next"`
            : undefined,
      }
    },
  }
}

function enrolled(role: string | undefined): readonly Person[] {
  const wanted = role?.split('#').at(-1)
  return people
    .filter((person) => person.enrolled && (wanted === undefined || person.role === wanted))
    .sort((one, other) =>
      Buffer.compare(Buffer.from(one.familyName), Buffer.from(other.familyName)),
    )
}

function toMember(lms: Lms, call: ServiceCall, person: Person): Record<string, unknown> {
  return {
    status: 'Active',
    // Short words, not addresses: that is what Moodle puts here.
    roles: [person.role],
    ...messages(lms, call, person),
    user_id: person.id,
    lis_person_sourcedid: person.idNumber,
    name: sentName(person),
    given_name: person.givenName,
    family_name: person.familyName,
    email: person.email,
    ext_user_username: person.username,
  }
}

function messages(lms: Lms, { query, typeId }: ServiceCall, person: Person): { message?: unknown } {
  const activity = findActivity(lms.state, query['rlid'] ?? '')
  if (!activity) return {}
  const outcome = basicOutcome(lms, { instanceId: activity.id, userId: person.id, typeId })
  return {
    message: [
      {
        'https://purl.imsglobal.org/spec/lti/claim/message_type': 'LtiResourceLinkRequest',
        'https://purl.imsglobal.org/spec/lti-bo/claim/basicoutcome': outcome,
      },
    ],
  }
}
