type Search = Readonly<Record<string, string | undefined>>

export const paths = {
  list: (school?: string, done?: 'confirmed') => withSearch('/sessions', { school, done }),
  choose: '/sessions/choose',
  record: '/sessions',
  new: (school?: string) => withSearch('/sessions/new', { school }),
  plan: (school?: string) => withSearch('/sessions/new', { school, plan: '1' }),
  /** With the code of an offline pack, or to type it. */
  late: (code?: string, school?: string) => withSearch('/sessions/late', { code, school }),
  ofRun: (run: string) => withSearch('/sessions/new', { run }),
  drafts: '/sessions/drafts',
  discardDraft: '/sessions/drafts/discard',
  session: (id: string) => `/sessions/${id}`,
  edit: (id: string) => `/sessions/${id}/edit`,
  followUps: (id: string) => `/sessions/${id}/follow-ups`,
  step: (id: string, step: 'confirm' | 'return' | 'withdraw') => `/sessions/${id}/${step}`,
}

function withSearch(path: string, search: Search): string {
  const given = new URLSearchParams()
  for (const [name, value] of Object.entries(search)) {
    if (value !== undefined) given.set(name, value)
  }
  return given.size === 0 ? path : `${path}?${given.toString()}`
}
