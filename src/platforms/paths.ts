const one = (id: string) => `/platforms/${encodeURIComponent(id)}`

export const paths = {
  list: '/platforms',
  scores: '/platforms/scores',
  add: '/platforms/new',
  invitations: '/platforms/invitations',
  withdraw: '/platforms/invitations/withdraw',
  keys: '/platforms/keys',
  platform: one,
  /** The page that says what was just done. */
  done: (id: string, what: string) => `${one(id)}?done=${what}`,
}
