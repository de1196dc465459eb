import { type Filters, searchOf } from './filters.ts'

export const coveragePaths = {
  department: (filters: Filters = {}) => `/coverage${searchOf(filters)}`,
  notYet: (filters: Filters) => `/coverage/not-yet.txt${searchOf(filters)}`,
  excel: (filters: Filters) => `/coverage/export.xlsx${searchOf(filters)}`,
  school: (code: string, period?: string) =>
    `/coverage/schools/${encodeURIComponent(code)}${searchOf({ period })}`,
}

/** Pages of other features that these lead to. */
export const otherPaths = {
  parents: (period: string) => `/coverage/parents?${new URLSearchParams({ period }).toString()}`,
  sessions: (code: string) => `/sessions?${new URLSearchParams({ school: code }).toString()}`,
  newSession: (code: string) => `/sessions/new?${new URLSearchParams({ school: code }).toString()}`,
  session: (id: string) => `/sessions/${encodeURIComponent(id)}`,
  school: (code: string) => `/schools/${encodeURIComponent(code)}`,
}
