import type { SchoolClass } from '../school.ts'
import { gradeOfClass } from '../stage.ts'

/** `4A (31), 4B (29)`; undefined where one of them is no class. */
export function parseClasses(text: string): readonly SchoolClass[] | undefined {
  const classes = text.split(/[,;]/).map((part) => parseClass(part.trim()))
  const labels = classes.map((one) => one?.label)
  const isWhole = !labels.includes(undefined) && new Set(labels).size === labels.length
  return isWhole ? classes.filter((one) => one !== undefined) : undefined
}

function parseClass(text: string): SchoolClass | undefined {
  const [, label = '', enrolled] = /^([^()]+?)\s*\((\d{1,4})\)$/.exec(text) ?? []
  const grade = gradeOfClass(label)
  return grade === undefined ? undefined : { label, grade, enrolled: Number(enrolled) }
}

/** What parseClasses reads back. */
export function writeClasses(classes: readonly SchoolClass[]): string {
  return classes.map(({ label, enrolled }) => `${label} (${enrolled})`).join(', ')
}
