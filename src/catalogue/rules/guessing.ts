import type { Question } from '../module.ts'
import type { Hunch, Trick } from './test-tricks.ts'

/**
 * How likely a question is answered right by tricks alone, 0–1: each has an equal voice, and among
 * options that they rate alike the dice decide.
 */
export function chanceOf(question: Question, voices: readonly Voice[]): number {
  const scores = addUp(question, voices)
  const right = question.options.map(({ id }) => question.correct.includes(id))
  switch (question.kind) {
    case 'one':
    case 'truefalse':
      return chanceOfHighest(scores, right)
    case 'many':
      return isRightHalf(scores, right) ? 1 : 0
    case 'order':
      return chanceOfOrder(question, scores)
  }
}

/** The same for a statement, by what is made of its words. */
export function chanceOfHunch({ prompt, options, correct }: Question, hunch: Hunch): number {
  const sayingTrue = options.find(({ text }) => /^đúng/iu.test(text)) ?? options[0]
  const isTrue = sayingTrue !== undefined && correct.includes(sayingTrue.id)
  return hunch(prompt) === isTrue ? 1 : 0
}

/** What each option has from one trick, 0–1. */
export type Voice = readonly number[]

export function voiceOf(question: Question, trick: Trick): Voice {
  const scores = trick(question)
  const lowest = Math.min(...scores)
  const range = Math.max(...scores) - lowest
  return scores.map((score) => (range === 0 ? 0 : (score - lowest) / range))
}

function addUp({ options }: Question, voices: readonly Voice[]): readonly number[] {
  return options.map((_, index) => {
    const sum = voices.reduce((total, voice) => total + (voice[index] ?? 0), 0)
    // Sums of the same shares in another order must stay equal.
    return Math.round(sum * 1e6)
  })
}

function chanceOfHighest(scores: readonly number[], right: readonly boolean[]): number {
  const best = Math.max(...scores)
  const chosen = right.filter((_, index) => scores[index] === best)
  return chosen.filter(Boolean).length / chosen.length
}

/** Ticks whatever is rated above the average. */
function isRightHalf(scores: readonly number[], right: readonly boolean[]): boolean {
  const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length
  return scores.every((score, index) => score > mean === right[index])
}

/** Lists the highest rated first. */
function chanceOfOrder({ options, correct }: Question, scores: readonly number[]): number {
  const inOrder = correct.map((id) => scores[options.findIndex((one) => one.id === id)] ?? 0)
  let chance = 1
  let tied = 1
  for (const [index, score] of inOrder.entries()) {
    const before = inOrder[index - 1] ?? Infinity
    if (score > before) return 0
    tied = score === before ? tied + 1 : 1
    chance /= tied
  }
  return chance
}
