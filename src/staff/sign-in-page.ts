import type { PageModel, Texts } from '../web/index.ts'
import { paths } from './paths.ts'

/** Why a person sees the form again. */
export type SignInProblem = 'refused' | 'wait' | 'unproven' | 'missing'

export interface SignInPage extends PageModel {
  readonly styles: readonly string[]
  readonly action: string
  readonly email: string
  readonly next: string
  readonly problem?: string
  /** Said where a page asked for this one. */
  readonly note?: string
}

export interface SignInView {
  readonly email?: string | undefined
  readonly next?: string | undefined
  readonly problem?: SignInProblem | undefined
  readonly minutes?: number
  readonly isSignedOut?: boolean
}

export function signInPage(view: SignInView, texts: Texts): SignInPage {
  const { problem, minutes = 1 } = view
  const note = noteOf(view)
  return {
    title: texts.t('staff.signIn.title'),
    styles: ['staff.css'],
    action: paths.signIn,
    email: view.email ?? '',
    next: view.next ?? '',
    ...(problem && { problem: texts.t(`staff.signIn.problems.${problem}`, { minutes }) }),
    ...(note && { note: texts.t(`staff.signIn.notes.${note}`) }),
  }
}

function noteOf({ problem, isSignedOut, next }: SignInView): 'signedOut' | 'next' | undefined {
  if (problem) return undefined
  if (isSignedOut) return 'signedOut'
  return next ? 'next' : undefined
}

export interface LinkPage extends PageModel {
  readonly styles: readonly string[]
  /** Absent where the link is used up or too old. */
  readonly action?: string
  readonly signInUrl: string
  readonly problem?: string
}

interface LinkView {
  readonly token: string
  readonly isOpen: boolean
  readonly isUnproven: boolean
}

export function linkPage({ token, isOpen, isUnproven }: LinkView, texts: Texts): LinkPage {
  return {
    title: texts.t(isOpen ? 'staff.link.title' : 'staff.link.spentTitle'),
    styles: ['staff.css'],
    signInUrl: paths.signIn,
    ...(isOpen && { action: paths.link(token) }),
    ...(isUnproven && { problem: texts.t('staff.signIn.problems.unproven') }),
  }
}
