import type { Module } from '../catalogue/index.ts'
import type { Mood, PageModel, Readers, Visit } from '../web/index.ts'
import { isRecorded } from './completion-recorder.ts'

/** What all pages of a lesson share. */
export interface LessonFrame extends PageModel {
  readonly mood: Mood
  readonly readers: Readers
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
    readers: readersOf(module),
    moduleTitle: module.title.vi,
    sensitive: module.sensitive,
    ...(note && { note }),
  }
}

const LAST_CHILD_GRADE = 5

export function moodOf({ grades }: Module): Mood {
  return grades.length > 0 && Math.max(...grades) <= LAST_CHILD_GRADE ? 'child' : 'plain'
}

/** Parents and staff are not spoken to as pupils. */
export function readersOf({ audience }: Module): Readers {
  return audience === 'parents' || audience === 'staff' ? 'adults' : 'children'
}

function noteFor(visit: Visit): LessonFrame['note'] {
  if (isRecorded(visit)) return undefined
  return visit.role === 'staff' ? 'staff' : 'uncounted'
}
