import type { Module, Step } from '../catalogue/index.ts'
import type { LearnerKey, Mood, PageModel, Readers, Visit } from '../web/index.ts'
import { leavesFact } from './completion-recorder.ts'
import { type LessonPaths, paths } from './paths.ts'

/** What all pages of a lesson share. */
export interface LessonFrame extends PageModel {
  readonly mood: Mood
  readonly readers: Readers
  readonly moduleTitle: string
  readonly sensitive: boolean
  /** Said on every page of a lesson that leaves no fact. */
  readonly note?: 'staff' | 'uncounted'
}

/** A module as somebody goes through it: in a visit, or as anybody whom nobody knows. */
export type Lesson = VisitedLesson | OpenLesson

export interface VisitedLesson {
  readonly module: Module
  readonly visit: Visit
}

export interface OpenLesson {
  readonly module: Module
  readonly open: {
    /** Mixes the options, for as long as this person goes on. */
    readonly key: LearnerKey
    readonly paths: LessonPaths
    /** Where the step leads that is left behind: nothing is stored, so no form needs to say so. */
    leave(step: Step): string
  }
}

export function pathsOf(lesson: Lesson): LessonPaths {
  return 'open' in lesson ? lesson.open.paths : paths
}

export function keyOf(lesson: Lesson): LearnerKey {
  return 'open' in lesson ? lesson.open.key : lesson.visit.learnerKey
}

export function lessonFrame(lesson: Lesson, title: string): LessonFrame {
  const { module } = lesson
  const note = 'open' in lesson ? undefined : noteFor(lesson)
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

function noteFor({ visit, module }: VisitedLesson): LessonFrame['note'] {
  if (leavesFact(visit, module)) return undefined
  return visit.role === 'staff' ? 'staff' : 'uncounted'
}
