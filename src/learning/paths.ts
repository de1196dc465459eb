import type { Module } from '../catalogue/index.ts'
import type { Done } from './completion-recorder.ts'
import type { Place } from './progress.ts'

type Query = Readonly<Record<string, string | readonly string[]>>

export type LessonPaths = ReturnType<typeof lessonPathsBelow>

/** Every address of a lesson; where it stands is in its address, so a page needs nothing from the store. */
export function lessonPathsBelow(rootOf: (module: Module) => string) {
  return {
    cover: (module: Module) => rootOf(module),
    resume: (module: Module) => `${rootOf(module)}/resume`,
    step: (module: Module, position: number, query: Query = {}) =>
      `${rootOf(module)}/steps/${position}${toSearch(query)}`,
    question: (module: Module, questionId: string, query: Query = {}) =>
      `${rootOf(module)}/quiz/${questionId}${toSearch(query)}`,
    result: (module: Module, query: Query = {}) => `${rootOf(module)}/result${toSearch(query)}`,
    finish: (module: Module) => `${rootOf(module)}/finish`,
    done: (module: Module, query: Query = {}) => `${rootOf(module)}/done${toSearch(query)}`,
  }
}

export const paths = {
  ...lessonPathsBelow(homeOf),
  /** What an editor looks at leads back to where it was uploaded. */
  list: ({ at }: Pick<Module, 'at'> = {}) => at?.replace(/\/modules\/.*/, '') ?? '/modules',
  certificate: ({ id }: Module) => `/modules/${id}/certificate`,
  offline: ({ id }: Module) => `/modules/${id}/offline.html`,
  sheet: ({ id }: Module) => `/modules/${id}/sheet`,
  slides: ({ id }: Module) => `/modules/${id}/slides.pptx`,
  paperForm: ({ id }: Module) => `/modules/${id}/paper-form`,
  resources: ({ id }: Module) => `/modules/${id}/resources`,
  removeResource: ({ id }: Module) => `/modules/${id}/resources/remove`,
  present: ({ id, at }: Module) => (at === undefined ? `/present/${id}` : `${at}/present`),
  media: ({ id, version, at }: Module, file: string) =>
    at === undefined ? `/media/${id}/${version}/${file}` : `${at}/media/${file}`,
}

function homeOf({ id, at }: Module): string {
  return at ?? `/modules/${id}`
}

export function pathOf(module: Module, place: Place | Done, at: LessonPaths = paths): string {
  switch (place.at) {
    case 'step':
      return at.step(module, place.position)
    case 'question':
      return at.question(module, place.questionId)
    case 'result':
      return at.result(module, { again: place.again })
    case 'done':
      return at.done(module, { receipt: place.receipt })
    case 'end':
      return at.done(module)
  }
}

function toSearch(query: Query): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    for (const one of [value].flat()) search.append(name, one)
  }
  return search.size === 0 ? '' : `?${search.toString()}`
}
