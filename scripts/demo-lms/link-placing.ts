import type { Activity } from './course.ts'
import type { WantedLink } from './link-answer.ts'
import type { DemoLmsState } from './state.ts'

/** Puts the links into the course, each with its line item, as Moodle does when it lists several. */
export function placeLinks(state: DemoLmsState, links: readonly WantedLink[]): readonly Activity[] {
  return links.map((link) => {
    const activity = toActivity(state, link)
    state.placedActivities.push(activity)
    return activity
  })
}

function toActivity(state: DemoLmsState, link: WantedLink): Activity {
  const number = state.nextActivityNumber++
  const id = String(number)
  return {
    id,
    courseModuleId: number + 1,
    title: link.title,
    description: link.text,
    custom: link.custom,
    target: link.target,
    ...placeLineItem(state, link, id),
    ...(link.url !== undefined && { url: link.url }),
  }
}

function placeLineItem(
  state: DemoLmsState,
  { lineItem }: WantedLink,
  resourceLinkId: string,
): Pick<Activity, 'lineItem'> {
  if (!lineItem) return {}
  const id = String(state.nextLineItemId++)
  state.lineItems.push({ ...lineItem, id, resourceLinkId, madeByTool: false, grades: new Map() })
  return { lineItem: { id, maximum: lineItem.maximum } }
}
