import type { LinksAsked } from './links-asked.ts'

/** Addresses of what an LMS asks for besides a lesson. */
export const paths = {
  links: (asked?: LinksAsked) => `/links${toSearch(asked)}`,
  preview: (moduleId: string, asked?: LinksAsked) => `/links/preview/${moduleId}${toSearch(asked)}`,
  module: (moduleId: string) => `/modules/${moduleId}`,
  firstStep: (moduleId: string) => `/modules/${moduleId}/steps/1`,
}

/** What was chosen so far goes along in the address, so nothing is lost by filtering or by looking at a module. */
function toSearch(asked?: LinksAsked): string {
  if (!asked) return ''
  const search = new URLSearchParams()
  const { filters, chosen, mode } = asked
  for (const [name, value] of Object.entries(filters)) {
    if (value) search.append(name, value)
  }
  for (const id of chosen) search.append('module', id)
  if (mode !== 'learn') search.append('mode', mode)
  return search.size === 0 ? '' : `?${search.toString()}`
}
