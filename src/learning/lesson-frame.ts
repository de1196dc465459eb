import type { Module } from '../catalogue/index.ts'
import type { Mood, PageModel, Visit } from '../web/index.ts'
import { isRecorded } from './completion-recorder.ts'

/** What all pages of a lesson share. */
export interface LessonFrame extends PageModel {
  readonly mood: Mood
  readonly moduleTitle: string
  readonly sensitive: boolean
  /** Said on every page of a lesson that leaves no fact. */
  readonly note?: 'staff' | 'uncounted'
}

export interface Lesson {
  readonly module: Module
  readonly visit: Visit
}

export function lessonFrame({ module, visit }: Lesson, title: string): LessonFrame {
  const note = noteFor(visit)
  return {
    title,
    mood: moodOf(module),
    moduleTitle: module.title.vi,
    sensitive: module.sensitive,
    ...(note && { note }),
  }
}

const LAST_CHILD_GRADE = 5

export function moodOf({ grades }: Module): Mood {
  return grades.length > 0 && Math.max(...grades) <= LAST_CHILD_GRADE ? 'child' : 'plain'
}

function noteFor(visit: Visit): LessonFrame['note'] {
  if (isRecorded(visit)) return undefined
  return visit.role === 'staff' ? 'staff' : 'uncounted'
}
