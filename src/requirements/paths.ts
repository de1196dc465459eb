const of = (id: string) => `/periods/${encodeURIComponent(id)}`

export const periodPaths = {
  list: () => '/periods',
  open: (id: string) => `${of(id)}/open`,
  close: (id: string) => `${of(id)}/close`,
  modules: (id: string) => `${of(id)}/modules`,
  exemptions: (id: string) => `${of(id)}/exemptions`,
  rules: () => '/periods/rules',
  /** The form of a new period, filled in from a range of a calendar. */
  fromCalendar: (id: string, range: number) =>
    `/periods?${new URLSearchParams({ calendar: id, range: String(range) }).toString()}#add`,
  rule: (kind: 'programme' | 'calendar') => `/periods/rules/${kind}`,
}
