import type { SchoolDirectory } from '../schools/index.ts'
import type { PageModel, Texts } from '../web/index.ts'
import type { Account, Grant } from './account.ts'
import type { GrantFields } from './grant-form.ts'
import type { GrantLine } from './grant-line.ts'
import { paths } from './paths.ts'
import { ROLES } from './role.ts'
import { grantKeyOf } from './staff-service.ts'

/** Fields of one grant, as typed so far. */
export interface GrantForm {
  readonly roles: readonly {
    readonly value: string
    readonly label: string
    readonly chosen: boolean
  }[]
  readonly areas: readonly string[]
  readonly school: string
  readonly area: string
  readonly from: string
  readonly to: string
}

export interface AddPage extends PageModel {
  readonly styles: readonly string[]
  readonly action: string
  readonly listUrl: string
  readonly name: string
  readonly email: string
  readonly form: GrantForm
  readonly problem?: string
}

/** What was typed, and why it was not taken. */
export interface AddView extends Partial<GrantFields> {
  readonly name?: string
  readonly email?: string
  readonly problem?: string
}

export function addPage(
  view: AddView,
  directory: Pick<SchoolDirectory, 'areas'>,
  texts: Texts,
): AddPage {
  const { name = '', email = '', problem } = view
  return {
    title: texts.t('staff.add.title'),
    mood: 'dense',
    styles: ['staff.css'],
    action: paths.add,
    listUrl: paths.list,
    name,
    email,
    form: grantForm(view, directory, texts),
    ...(problem && { problem }),
  }
}

function grantForm(
  { role, school = '', area = '', from = '', to = '' }: Partial<GrantFields>,
  directory: Pick<SchoolDirectory, 'areas'>,
  texts: Texts,
): GrantForm {
  return {
    roles: ROLES.map((value) => ({
      value,
      label: texts.t(`staff.roles.${value}`),
      chosen: value === role,
    })),
    areas: directory.areas().map(({ name }) => name),
    school,
    area,
    from,
    to,
  }
}

export interface AccountPage extends PageModel {
  readonly styles: readonly string[]
  readonly listUrl: string
  readonly url: string
  readonly email: string
  readonly isDisabled: boolean
  readonly hasPassword: boolean
  readonly revision: number
  readonly grants: readonly (GrantLine & { readonly key: string })[]
  readonly form: GrantForm
  readonly problem?: string
  /** Shown once, right after it was made. */
  readonly linkUrl?: string
}

export interface AccountView extends Partial<GrantFields> {
  readonly account: Account
  readonly lineOf: (grant: Grant) => GrantLine
  readonly problem?: string
  readonly linkUrl?: string
}

export function accountPage(
  view: AccountView,
  directory: Pick<SchoolDirectory, 'areas'>,
  texts: Texts,
): AccountPage {
  const { account, lineOf, problem, linkUrl } = view
  return {
    title: account.name,
    mood: 'dense',
    styles: ['staff.css'],
    listUrl: paths.list,
    url: paths.account(account),
    email: account.email,
    isDisabled: account.state === 'disabled',
    hasPassword: account.passwordHash !== undefined,
    revision: account.revision,
    grants: account.grants.map((grant) => ({ ...lineOf(grant), key: grantKeyOf(grant) })),
    form: grantForm(view, directory, texts),
    ...(problem && { problem }),
    ...(linkUrl && { linkUrl }),
  }
}
