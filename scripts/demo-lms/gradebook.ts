import { pupils } from './people.ts'
import type { DemoLmsState, LineItem } from './state.ts'

export interface GradebookRow {
  /** Empty for a line item that a tool made without naming an activity. */
  readonly activityId: string
  readonly lineItemId: string
  readonly label: string
  readonly username: string
  readonly score: number | null
  readonly maximum: number
  readonly timestamp: string | null
}

export function readGradebook(state: DemoLmsState): readonly GradebookRow[] {
  return state.lineItems.flatMap((item) => pupils.map((pupil) => toRow(item, pupil)))
}

function toRow(item: LineItem, pupil: (typeof pupils)[number]): GradebookRow {
  const grade = item.grades.get(pupil.id)
  return {
    activityId: item.resourceLinkId ?? '',
    lineItemId: item.id,
    label: item.label,
    username: pupil.username,
    score: grade?.score ?? null,
    maximum: item.maximum,
    timestamp: grade ? new Date(grade.seconds * 1000).toISOString() : null,
  }
}
