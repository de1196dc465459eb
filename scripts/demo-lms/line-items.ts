import { findActivity } from './activities.ts'
import { rescaleGrades } from './grades.ts'
import { type Lms, nowInSeconds } from './lms.ts'
import { moodleLinks, takePage } from './page-links.ts'
import { isRecord, type Parameters } from './request-values.ts'
import { lineItemReadScope, lineItemScope } from './scopes.ts'
import { type ServiceCall, ServiceRefusal, type ServiceResource } from './service.ts'
import type { LineItem } from './state.ts'

const itemType = 'application/vnd.ims.lis.v2.lineitem+json'
const containerType = 'application/vnd.ims.lis.v2.lineitemcontainer+json'

export function listLineItems(lms: Lms): ServiceResource {
  return {
    formats: [containerType],
    scopes: [lineItemScope, lineItemReadScope],
    answer: ({ query, typeId }) => {
      const filters = readFilters(query)
      const page = takePage(lms.state.lineItems.filter(matches(filters)), pageAsked(lms, query))
      return {
        type: containerType,
        body: page.rows.map((item) => toJson(lms, item, typeId)),
        link: moodleLinks(lms.urls.lineItems(typeId), filters, page),
      }
    },
  }
}

export function createLineItem(lms: Lms): ServiceResource {
  return {
    formats: [itemType],
    scopes: [lineItemScope],
    answer: ({ body, typeId }) => {
      const wanted = readWanted(lms, body)
      const id = String(lms.state.nextLineItemId++)
      const { label, maximum, resourceId, tag, resourceLinkId } = wanted
      const item = { id, label, maximum, resourceId, tag, resourceLinkId }
      lms.state.lineItems.push({ ...item, madeByTool: true, grades: new Map() })
      // Dates are echoed here and then forgotten, as in Moodle.
      const echo = { ...wanted.sent, id: lms.urls.lineItem(id, typeId) }
      return { status: 201, type: itemType, body: echo }
    },
  }
}

export function readLineItem(lms: Lms): ServiceResource {
  return {
    formats: [itemType],
    scopes: [lineItemScope, lineItemReadScope],
    answer: (call) => ({ type: itemType, body: toJson(lms, getLineItem(lms, call), call.typeId) }),
  }
}

/** Renames even a teacher's activity and changes its maximum, as Moodle does: tools should not ask. */
export function updateLineItem(lms: Lms): ServiceResource {
  return {
    formats: [itemType],
    scopes: [lineItemScope],
    answer: (call) => {
      const item = getLineItem(lms, call)
      const wanted = readWanted(lms, call.body)
      if (wanted.maximum !== item.maximum) {
        rescaleGrades(item, wanted.maximum, nowInSeconds(lms.clock))
      }
      item.label = wanted.label
      item.maximum = wanted.maximum
      item.resourceId = wanted.resourceId
      item.tag = wanted.tag
      const echo = { ...wanted.sent, id: lms.urls.lineItem(item.id, call.typeId) }
      return { type: itemType, body: echo }
    },
  }
}

export function deleteLineItem(lms: Lms): ServiceResource {
  return {
    formats: [itemType],
    scopes: [lineItemScope],
    answer: (call) => {
      const item = getLineItem(lms, call)
      if (!item.madeByTool) throw new ServiceRefusal(403, 'The item belongs to an activity')
      lms.state.lineItems = lms.state.lineItems.filter((other) => other !== item)
      return { status: 204, type: itemType }
    },
  }
}

export function getLineItem(lms: Lms, { pathIds }: ServiceCall): LineItem {
  const item = lms.state.lineItems.find((one) => one.id === pathIds['item'])
  if (!item) throw new ServiceRefusal(404, 'Line item does not exist')
  return item
}

/** Some LMSs page whether or not they are asked to. */
function pageAsked({ state }: Lms, query: Parameters): Parameters {
  return state.lineItemsPerPage > 0 ? { limit: String(state.lineItemsPerPage), ...query } : query
}

function readFilters(query: Parameters): Parameters {
  const names = ['resource_id', 'resource_link_id', 'tag']
  return Object.fromEntries(Object.entries(query).filter(([name]) => names.includes(name)))
}

function matches(filters: Parameters): (item: LineItem) => boolean {
  const fits = (wanted: string | undefined, value: string | undefined) =>
    wanted === undefined || wanted === value
  return (item) =>
    fits(filters['resource_id'], item.resourceId) &&
    fits(filters['resource_link_id'], item.resourceLinkId) &&
    fits(filters['tag'], item.tag)
}

interface WantedLineItem {
  readonly sent: Record<string, unknown>
  readonly label: string
  readonly maximum: number
  readonly resourceId: string
  readonly tag: string
  readonly resourceLinkId: string | undefined
}

function readWanted(lms: Lms, body: unknown): WantedLineItem {
  const sent = isRecord(body) ? body : {}
  const label = readText(sent['label'])
  const maximum = Number(sent['scoreMaximum'] ?? NaN)
  if (label === '' || !Number.isFinite(maximum) || maximum <= 0) {
    throw new ServiceRefusal(400, 'No label or Score Maximum')
  }
  const resourceLinkId = readResourceLinkId(lms, sent['resourceLinkId'])
  const resourceId = readText(sent['resourceId'])
  return { sent, label, maximum, resourceId, tag: readText(sent['tag']), resourceLinkId }
}

function readResourceLinkId(lms: Lms, value: unknown): string | undefined {
  const id = readText(value)
  if (id === '') return undefined
  if (!findActivity(lms.state, id)) throw new ServiceRefusal(403, 'Invalid LTI id supplied.')
  return id
}

function readText(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function toJson(lms: Lms, item: LineItem, typeId: string): Record<string, unknown> {
  const { label, maximum, resourceId, tag, resourceLinkId } = item
  const link = resourceLinkId === undefined ? {} : { resourceLinkId, ltiLinkId: resourceLinkId }
  const id = lms.urls.lineItem(item.id, typeId)
  return { id, label, scoreMaximum: maximum, resourceId, tag, ...link }
}
