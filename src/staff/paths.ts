import type { Account } from './account.ts'
import { signInPathOf } from './sign-in-link.ts'

export const paths = {
  signIn: '/sign-in',
  link: signInPathOf,
  signOut: '/sign-out',
  me: '/staff/me',
  password: '/staff/me/password',
  list: '/staff',
  add: '/staff/new',
  account: ({ id }: Pick<Account, 'id'>) => `/staff/${encodeURIComponent(id)}`,
}
