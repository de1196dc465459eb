import type { Invitation, Invited } from '../lti/index.ts'
import { momentText, type PageModel, type Texts } from '../web/index.ts'
import { paths } from './paths.ts'
import { type Tick, ticksOf } from './platform-page.ts'

export interface InvitationPage extends PageModel {
  readonly styles: readonly string[]
  readonly listUrl: string
  readonly action: string
  readonly withdrawAction: string
  readonly school: string
  readonly days: string
  readonly trust: readonly Tick[]
  readonly done?: string
  readonly problem?: string
  /** Shown once, right after it was made. */
  readonly made?: { readonly url: string; readonly until: string }
  readonly invitations: readonly InvitationLine[]
}

interface InvitationLine {
  readonly id: string
  readonly what: string
  readonly until: string
}

export interface TypedInvitation {
  readonly school: string
  readonly days: string
  readonly trust: readonly string[]
}

export interface InvitationView {
  readonly invitations: readonly Invitation[]
  readonly typed: TypedInvitation
  readonly made?: Invited
  readonly problem?: string
  readonly isWithdrawn?: boolean
  readonly schoolName: (code: string) => string
}

export function invitationPage(view: InvitationView, texts: Texts): InvitationPage {
  const { typed, made, problem, isWithdrawn } = view
  const untilText = (at: Date) =>
    texts.t('platforms.invitations.until', { at: momentText(at, texts) })
  return {
    title: texts.t('platforms.invitations.title'),
    mood: 'dense',
    styles: ['staff.css', 'platforms.css'],
    listUrl: paths.list,
    action: paths.invitations,
    withdrawAction: paths.withdraw,
    school: typed.school,
    days: typed.days,
    trust: ticksOf(typed.trust, texts),
    invitations: view.invitations.map((one) => ({
      id: one.id,
      what: whatOf(one, view, texts),
      until: untilText(one.expiresAt),
    })),
    ...(isWithdrawn && { done: texts.t('platforms.invitations.withdrawn') }),
    ...(problem && { problem }),
    ...(made && { made: { url: made.url, until: untilText(made.expiresAt) } }),
  }
}

function whatOf({ schoolCode, trust }: Invitation, view: InvitationView, texts: Texts): string {
  const place =
    schoolCode === undefined
      ? texts.t('platforms.invitations.anySchool')
      : texts.t('platforms.invitations.oneSchool', {
          code: schoolCode,
          name: view.schoolName(schoolCode),
        })
  const trusted = trust.map((one) => texts.t(`platforms.invitations.trusts.${one}`))
  return [place, ...trusted].join(' · ')
}
