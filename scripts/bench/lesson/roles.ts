import type { Spent } from '../coverage/roles.ts'

export interface ClassOrder {
  /** Empty, for the store's files. */
  readonly folder: string
  readonly pupilCount: number
}

/** What a pupil's browser keeps, and what their forms carry. */
export interface Pupil {
  readonly cookie: string
  readonly formToken: string
}

/** A question with its right answer, as its form sends it. */
export interface Asked {
  readonly moduleId: string
  readonly questionId: string
  readonly right: readonly string[]
  /** One that is no right answer, alone or in this order. */
  readonly wrong: readonly string[]
}

export interface LessonRole {
  start(order: ClassOrder): Promise<{
    readonly origin: string
    readonly pupils: readonly Pupil[]
    readonly asked: readonly Asked[]
  }>
  /** How many answers lie in the store, right and wrong: what is not kept was not done. */
  countKept(): Promise<{ readonly right: number; readonly wrong: number }>
  takeSpent(): Promise<Spent>
}
