import type { Module } from '../catalogue/index.ts'
import type { PageModel, Texts, Visit } from '../web/index.ts'
import { paths } from './paths.ts'

/** Done or not, in this school year; by intention there is nothing else to show. */
export interface ReviewPage extends PageModel {
  readonly state: ReviewState
  readonly sign: string
  readonly said: string
  readonly about: string
  readonly moduleUrl?: string
}

type ReviewState = 'done' | 'not-done' | 'no-module'

const SIGNS: Readonly<Record<ReviewState, string>> = {
  done: '●',
  'not-done': '○',
  'no-module': '–',
}

interface Facts {
  readonly role: Visit['role']
  readonly module?: Module | undefined
  readonly isDone: boolean
}

export function reviewPage({ role, module, isDone }: Facts, texts: Texts): ReviewPage {
  const state = module ? (isDone ? 'done' : 'not-done') : 'no-module'
  return {
    title: module?.title.vi ?? texts.t('entry.review.title'),
    state,
    sign: SIGNS[state],
    said: texts.t(`entry.review.${role}.${state}`),
    about: texts.t(`entry.review.${role}.about`),
    ...(module && { moduleUrl: paths.module(module.id) }),
  }
}
