import type { Module } from '../catalogue/index.ts'
import type { Done } from './completion-recorder.ts'
import type { Place } from './progress.ts'

type Query = Readonly<Record<string, string | readonly string[]>>

/** Every address of a module; where a lesson stands is in its address, so a page needs nothing from the store. */
export const paths = {
  list: () => '/modules',
  cover: ({ id }: Module) => `/modules/${id}`,
  resume: ({ id }: Module) => `/modules/${id}/resume`,
  step: ({ id }: Module, position: number, query: Query = {}) =>
    `/modules/${id}/steps/${position}${toSearch(query)}`,
  question: ({ id }: Module, questionId: string, query: Query = {}) =>
    `/modules/${id}/quiz/${questionId}${toSearch(query)}`,
  result: ({ id }: Module, query: Query = {}) => `/modules/${id}/result${toSearch(query)}`,
  finish: ({ id }: Module) => `/modules/${id}/finish`,
  done: ({ id }: Module, query: Query = {}) => `/modules/${id}/done${toSearch(query)}`,
  offline: ({ id }: Module) => `/modules/${id}/offline.html`,
  sheet: ({ id }: Module) => `/modules/${id}/sheet`,
  slides: ({ id }: Module) => `/modules/${id}/slides.pptx`,
  paperForm: ({ id }: Module) => `/modules/${id}/paper-form`,
  resources: ({ id }: Module) => `/modules/${id}/resources`,
  removeResource: ({ id }: Module) => `/modules/${id}/resources/remove`,
  present: ({ id }: Module) => `/present/${id}`,
  media: ({ id, version }: Module, file: string) => `/media/${id}/${version}/${file}`,
}

export function pathOf(module: Module, place: Place | Done): string {
  switch (place.at) {
    case 'step':
      return paths.step(module, place.position)
    case 'question':
      return paths.question(module, place.questionId)
    case 'result':
      return paths.result(module, { again: place.again })
    case 'done':
      return paths.done(module, { receipt: place.receipt })
    case 'end':
      return paths.done(module)
  }
}

function toSearch(query: Query): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    for (const one of [value].flat()) search.append(name, one)
  }
  return search.size === 0 ? '' : `?${search.toString()}`
}
