/** Marks the gradebook columns that are ours, whoever made them: a deep link or the score of the first pupil. */
export const LINE_ITEM_TAG = 'la-chan'

/** What a gradebook column is known by before its address is: https://www.imsglobal.org/spec/lti-ags/v2p0#line-item-service */
export interface LineItemSearch {
  /** The course's line items, as a launch named them. */
  readonly itemsUrl: string
  /** Module id. */
  readonly resourceId: string
  /** What teachers read above a new column. */
  readonly label: string
  /** The activity, where the whole of it is this module: its column then belongs to it. */
  readonly linkId?: string
}
