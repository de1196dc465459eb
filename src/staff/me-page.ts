import type { PageModel, Texts } from '../web/index.ts'
import type { Account } from './account.ts'
import type { GrantLine } from './grant-line.ts'
import { SHORTEST_PASSWORD } from './password-rules.ts'
import type { ChangeProblem } from './passwords.ts'
import { paths } from './paths.ts'

export interface MePage extends PageModel {
  readonly styles: readonly string[]
  readonly email: string
  readonly grants: readonly GrantLine[]
  readonly hasPassword: boolean
  readonly passwordUrl: string
  readonly signOutAction: string
  readonly homeUrl?: string
}

interface Me {
  readonly account: Account
  readonly grants: readonly GrantLine[]
  readonly homeUrl: string
}

export function mePage({ account, grants, homeUrl }: Me, texts: Texts): MePage {
  return {
    title: texts.t('staff.me.title', { name: account.name }),
    styles: ['staff.css'],
    email: account.email,
    grants,
    hasPassword: account.passwordHash !== undefined,
    passwordUrl: paths.password,
    signOutAction: paths.signOut,
    ...(homeUrl !== paths.me && { homeUrl }),
  }
}

export interface PasswordPage extends PageModel {
  readonly styles: readonly string[]
  readonly action: string
  readonly email: string
  readonly proof: string
  readonly lead: string
  readonly hint: string
  readonly asksCurrent: boolean
  readonly laterUrl: string
  readonly problem?: { readonly field: 'current' | 'password' | 'again'; readonly words: string }
}

interface PasswordView {
  readonly account: Account
  /** Empty unless this visit came by a one-time link. */
  readonly proof: string
  readonly asksCurrent: boolean
  readonly laterUrl: string
  readonly problem?: ChangeProblem | undefined
}

export function passwordPage(view: PasswordView, texts: Texts): PasswordPage {
  const { account, proof, asksCurrent, laterUrl, problem } = view
  const isFirst = account.passwordHash === undefined
  return {
    title: texts.t(isFirst ? 'staff.password.firstTitle' : 'staff.password.title'),
    styles: ['staff.css'],
    action: paths.password,
    email: account.email,
    proof,
    lead: texts.t(isFirst ? 'staff.password.firstLead' : 'staff.password.lead'),
    hint: texts.t('staff.password.hint', { shortest: SHORTEST_PASSWORD }),
    asksCurrent,
    laterUrl,
    ...(problem && {
      problem: {
        field: FIELD_OF_PROBLEM[problem],
        words: texts.t(`staff.password.problems.${problem}`, { shortest: SHORTEST_PASSWORD }),
      },
    }),
  }
}

const FIELD_OF_PROBLEM: Readonly<Record<ChangeProblem, 'current' | 'password' | 'again'>> = {
  short: 'password',
  long: 'password',
  simple: 'password',
  email: 'password',
  different: 'again',
  current: 'current',
  wait: 'current',
}
