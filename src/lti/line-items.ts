import type { AccessTokens } from './access-tokens.ts'
import { LINE_ITEM_TAG, type LineItemSearch } from './line-item.ts'
import { LINE_ITEM_SCOPE, type LtijsServices } from './ltijs-services.ts'
import { type PlatformFailure, toFailure, UnusableAnswerError } from './platform-failure.ts'
import type { Registration, RegistrationId } from './registration.ts'
import type { Registry } from './registry.ts'
import type { ServicePages } from './service-pages.ts'

const CONTAINER = 'application/vnd.ims.lis.v2.lineitemcontainer+json'
const FULL_SCORE = 100
const MAX_URL_LENGTH = 2048

export type LineItemOutcome =
  | { readonly kind: 'found'; readonly lineItemUrl: string }
  | { readonly kind: 'missing' }
  | PlatformFailure

/** Columns of a gradebook. They are looked for and made, never changed: a PUT renames a teacher's activity (lti.md §8.2). */
export interface LineItems {
  /** Never throws. */
  findLineItem(registrationId: string, search: LineItemSearch): Promise<LineItemOutcome>
  /** Makes one whether or not one is there. Never throws. */
  makeLineItem(registrationId: string, search: LineItemSearch): Promise<LineItemOutcome>
}

export interface LineItemsDeps {
  readonly registry: Pick<Registry, 'byId'>
  readonly services: Pick<LtijsServices, 'createLineItem'>
  readonly pages: ServicePages
  readonly tokens: Pick<AccessTokens, 'drop'>
}

export function createLineItems(deps: LineItemsDeps): LineItems {
  type Work = (registration: Registration) => Promise<LineItemOutcome>

  async function forActive(registrationId: string, work: Work): Promise<LineItemOutcome> {
    const registration = deps.registry.byId(registrationId as RegistrationId)
    if (registration?.state !== 'active') return { kind: 'no-registration' }
    return work(registration).catch(toFailure)
  }

  return {
    findLineItem: (id, search) => forActive(id, (registration) => find(deps, registration, search)),
    makeLineItem: (id, search) =>
      forActive(id, async (registration) => {
        const outcome = await make(deps, registration, search).catch(toFailure)
        if (outcome.kind !== 'answered' || outcome.status !== 401) return outcome
        deps.tokens.drop(registration, LINE_ITEM_SCOPE)
        return make(deps, registration, search)
      }),
  }
}

/**
 * A platform may page and may ignore the filter, so every page is looked at until ours is there. The right to make
 * items includes reading them, so one token does for both.
 */
async function find({ pages }: LineItemsDeps, registration: Registration, search: LineItemSearch) {
  const url = new URL(search.itemsUrl)
  url.searchParams.set('resource_id', search.resourceId)
  url.searchParams.set('tag', LINE_ITEM_TAG)
  const collection = { url, scope: LINE_ITEM_SCOPE, mediaType: CONTAINER }
  for await (const page of pages.read(registration, collection)) {
    if (!Array.isArray(page)) throw new UnusableAnswerError('not-a-list')
    const item = page.filter(isRecord).find((one) => isOurs(one, search))
    if (item) return toFound(item, search)
  }
  return { kind: 'missing' } as const
}

async function make(
  { services }: LineItemsDeps,
  registration: Registration,
  search: LineItemSearch,
) {
  const { itemsUrl, resourceId, label, linkId } = search
  const made = await services.createLineItem(registration, itemsUrl, {
    label,
    scoreMaximum: FULL_SCORE,
    resourceId,
    tag: LINE_ITEM_TAG,
    ...(linkId !== undefined && { resourceLinkId: linkId }),
  })
  return toFound(isRecord(made) ? made : {}, search)
}

type Json = Readonly<Record<string, unknown>>

function isRecord(value: unknown): value is Json {
  return typeof value === 'object' && value !== null
}

/** The column of another activity with this module is that activity's. */
function isOurs({ resourceId, tag, resourceLinkId = '' }: Json, search: LineItemSearch): boolean {
  const isOfAnother = ![null, '', search.linkId].includes(resourceLinkId as string | null)
  return resourceId === search.resourceId && tag === LINE_ITEM_TAG && !isOfAnother
}

/** The score and its token go where the launch said, and to no other host that an answer names. */
function toFound({ id }: Json, { itemsUrl }: LineItemSearch): LineItemOutcome {
  const isAddress = typeof id === 'string' && id.length <= MAX_URL_LENGTH && URL.canParse(id)
  if (!isAddress) throw new UnusableAnswerError('no-address')
  const isThere = new URL(id).origin === new URL(itemsUrl).origin
  if (!isThere) throw new UnusableAnswerError('item-elsewhere')
  return { kind: 'found', lineItemUrl: id }
}
