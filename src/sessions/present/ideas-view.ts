import type { Catalogue, Module } from '../../catalogue/index.ts'
import { NotFoundError } from '../../errors/index.ts'
import type { Texts } from '../../web/index.ts'
import { GOT_IT, type Idea, type Ideas, ideasOf } from './ideas.ts'
import type { Run } from './run.ts'

/** What the class has not got yet, and what it has. */
export interface IdeasView {
  readonly lead: string
  readonly missed: readonly MissedView[]
  readonly known: readonly KnownView[]
  /** Of questions that are not told, since too few hands went up. */
  readonly rest?: string
}

interface KnownView {
  readonly prompt: string
  readonly count: string
}

interface MissedView extends KnownView {
  readonly right: readonly string[]
  readonly whys: readonly string[]
  /** What most of the others took, and why not. */
  readonly lure?: { readonly label: string; readonly why: string }
  /** What to do about it in three minutes. */
  readonly again: string
  readonly step?: { readonly label: string; readonly url: string } | undefined
}

export interface IdeasShown {
  readonly module: Module
  readonly run: Pick<Run, 'polls'>
  /** Where a step of the module can be opened from here. */
  readonly addressOf: (step: number) => string
}

/** Undefined where hands went up for no question that has a right answer. */
export function ideasView(shown: IdeasShown, texts: Texts): IdeasView | undefined {
  const { ideas, tooFew } = ideasOf(shown.module, shown.run)
  if (ideas.length + tooFew === 0) return undefined
  const missed = ideas.filter(({ isMissed }) => isMissed)
  return {
    lead: leadOf({ ideas, tooFew }, missed.length, texts),
    missed: missed.map((idea) => missedView(idea, shown, texts)),
    known: ideas.filter(({ isMissed }) => !isMissed).map((idea) => knownView(idea, texts)),
    ...(tooFew > 0 && { rest: texts.t('present.ideas.tooFew', { count: tooFew }) }),
  }
}

/** The module as it was shown; undefined where nobody has that version any more. */
export function shownVersion(
  { getVersion }: Pick<Catalogue, 'getVersion'>,
  { moduleId, version }: Pick<Run, 'moduleId' | 'version'>,
): Module | undefined {
  try {
    return getVersion(moduleId, version)
  } catch (error) {
    if (error instanceof NotFoundError) return undefined
    throw error
  }
}

function leadOf({ ideas }: Ideas, missed: number, { t }: Texts): string {
  if (ideas.length === 0) return t('present.ideas.none')
  const limit = Math.round(GOT_IT * 100)
  return t(missed > 0 ? 'present.ideas.lead' : 'present.ideas.allKnown', { limit })
}

function knownView({ question, rightHands, hands, share }: Idea, texts: Texts): KnownView {
  const params = {
    right: texts.number(rightHands),
    hands: texts.number(hands),
    share: Math.round(share * 100),
  }
  return { prompt: question.prompt, count: texts.t('present.ideas.count', params) }
}

function missedView(idea: Idea, { module, addressOf }: IdeasShown, texts: Texts): MissedView {
  const { right, lure } = idea
  const step = stepView(idea, { module, addressOf }, texts)
  return {
    ...knownView(idea, texts),
    right: right.map(({ letter, text }) => `${letter}. ${text}`),
    whys: right.map(({ why }) => why),
    ...(lure && { lure: { label: `${lure.letter}. ${lure.text}`, why: lure.why } }),
    again: texts.t(step ? 'present.ideas.again' : 'present.ideas.againAsk'),
    ...(step && { step }),
  }
}

function stepView(
  { step: number }: Idea,
  { module, addressOf }: Omit<IdeasShown, 'run'>,
  { t }: Texts,
): MissedView['step'] {
  const title = number === undefined ? undefined : module.steps[number - 1]?.title
  if (number === undefined || title === undefined) return undefined
  return { label: t('present.ideas.step', { number, title }), url: addressOf(number) }
}
