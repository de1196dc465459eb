import type { PageModel, Texts } from '../web/index.ts'
import type { Account } from './account.ts'
import type { GrantLine } from './grant-line.ts'
import { paths } from './paths.ts'

export interface ListPage extends PageModel {
  readonly styles: readonly string[]
  readonly addUrl: string
  readonly count: string
  readonly accounts: readonly {
    readonly url: string
    readonly name: string
    readonly email: string
    readonly isDisabled: boolean
    readonly hasPassword: boolean
    readonly grants: readonly GrantLine[]
  }[]
}

export interface Listed {
  readonly account: Account
  readonly grants: readonly GrantLine[]
}

export function listPage(listed: readonly Listed[], texts: Texts): ListPage {
  return {
    title: texts.t('staff.list.title'),
    mood: 'dense',
    styles: ['staff.css'],
    addUrl: paths.add,
    count: texts.t('staff.list.count', { count: listed.length }),
    accounts: listed.map(({ account, grants }) => ({
      url: paths.account(account),
      name: account.name,
      email: account.email,
      isDisabled: account.state === 'disabled',
      hasPassword: account.passwordHash !== undefined,
      grants,
    })),
  }
}
