import type { DeepLinkingSettings } from './launch.ts'
import { LINE_ITEM_TAG } from './line-item.ts'

/** A module that a teacher chose for a context. */
export interface ChosenLink {
  readonly module: string
  readonly mode: 'learn' | 'present'
  readonly title: string
  /** One line that a platform may show below the title. */
  readonly text: string
}

/** https://www.imsglobal.org/spec/lti-dl/v2p0#lti-resource-link */
export interface ContentItem {
  readonly type: typeof LINK_TYPE
  readonly title: string
  readonly text: string
  readonly url: string
  readonly custom: { readonly module: string; readonly mode: ChosenLink['mode'] }
  readonly lineItem?: LineItemOfLink
  readonly window?: { readonly targetName: string }
}

/** https://www.imsglobal.org/spec/lti-dl/v2p0#line-item */
interface LineItemOfLink {
  readonly label: string
  readonly scoreMaximum: number
  readonly resourceId: string
  readonly tag: string
}

/** The only type of content that we have. */
export const LINK_TYPE = 'ltiResourceLink'

// What is sent on completion is 100 of 100 (interfaces §5).
const SCORE_MAXIMUM = 100

type Wishes = Pick<DeepLinkingSettings, 'acceptLineItem' | 'targets'>

/** What a platform said that it does not take is left out. `url` is where its launches go. */
export function toContentItem(link: ChosenLink, url: string, wishes: Wishes): ContentItem {
  const { module, mode, title, text } = link
  const lineItem = {
    label: title,
    scoreMaximum: SCORE_MAXIMUM,
    resourceId: module,
    tag: LINE_ITEM_TAG,
  }
  return {
    type: LINK_TYPE,
    title,
    text,
    url,
    custom: { module, mode },
    ...(wishes.acceptLineItem && { lineItem }),
    ...presentationOf(mode, wishes.targets),
  }
}

const FRAMES = ['iframe', 'frame']
const NEW_WINDOW = { window: { targetName: '_blank' } } as const

/**
 * A projector needs the whole screen. A lesson says nothing, so that the administrator's choice holds: Moodle puts what
 * a link asks for before the tool's own setting, which says "new window" where browsers block cookies.
 */
function presentationOf(
  mode: ChosenLink['mode'],
  targets: readonly string[],
): Pick<ContentItem, 'window'> {
  const wantsWindow = mode === 'present' || !FRAMES.some((frame) => targets.includes(frame))
  return wantsWindow && targets.includes('window') ? NEW_WINDOW : {}
}
