import type { Module } from '../../catalogue/index.ts'
import type { Place } from './place.ts'

export const paths = {
  module: (id: string, school?: string) =>
    `/present/${encodeURIComponent(id)}${school === undefined ? '' : `?school=${encodeURIComponent(school)}`}`,
  lesson: (id: string) => `/modules/${encodeURIComponent(id)}`,
  start: '/present/start',
  run: (id: string, place?: Place) => `/present/runs/${id}${place ? searchOf(place) : ''}`,
  report: (id: string) => `/present/runs/${id}/report`,
  count: (id: string) => `/present/runs/${id}/count`,
  notes: (id: string, how?: 'open') =>
    `/present/runs/${id}/notes${how === undefined ? '' : '?open=1'}`,
  state: (id: string) => `/present/runs/${id}/state`,
  phone: (id: string, pass: string) => `/present/phone/${id}/${pass}`,
  record: (id: string) => `/present/runs/${id}/record`,
  done: (id: string) => `/present/runs/${id}/done`,
  media: ({ id, version, at }: Pick<Module, 'id' | 'version' | 'at'>, file: string) =>
    at === undefined ? `/media/${id}/${version}/${file}` : `${at}/media/${file}`,
}

function searchOf({ slide, node, beat }: Place): string {
  const search = new URLSearchParams({ slide: String(slide) })
  if (node !== undefined) search.set('at', node)
  if (beat > 0) search.set('beat', String(beat))
  return `?${search.toString()}`
}
