import { wordsOf } from '../line-of-words.ts'
import type { Question } from '../module.ts'

/** What somebody who knows nothing of the subject sees in each option: the higher, the likelier. */
export type Trick = (question: Question) => readonly number[]

const HEDGES =
  /có thể|có lẽ|thường|đôi khi|tuỳ|phần lớn|hầu hết|một số|nếu|chưa chắc|nhiều khi|(?<!\p{L})nên(?!\p{L})/giu
const ABSOLUTES =
  /luôn|mọi|tất cả|không bao giờ|chỉ|hoàn toàn|chắc chắn|mãi|ngay|bất kỳ|(?<!\p{L})(?:cả|hết|ai cũng|không ai)(?!\p{L})/giu
const REASONS = /vì|để|rồi|nhưng|[,;:]/giu

const length: Trick = ({ options }) => options.map(({ text }) => text.length)
const hedged: Trick = ({ options }) => options.map(({ text }) => countOf(HEDGES, text))
const absolute: Trick = ({ options }) => options.map(({ text }) => countOf(ABSOLUTES, text))
const reasoned: Trick = ({ options }) => options.map(({ text }) => countOf(REASONS, text))
const place: Trick = ({ options }) => options.map((_, index) => index)
const outermost: Trick = ({ options }) =>
  options.map((_, index) => Math.abs(index - (options.length - 1) / 2))
const echo: Trick = ({ prompt, options }) =>
  options.map(({ text }) => shareIn(wordsOf(text), wordsOf(prompt)))
const alike: Trick = ({ options }) =>
  options.map(({ id, text }) => {
    const others = options.filter((other) => other.id !== id).flatMap((one) => wordsOf(one.text))
    return shareIn(wordsOf(text), others)
  })

/** By the name that an author is told; every sign is read both ways. */
export const TRICKS: ReadonlyMap<string, Trick> = new Map([
  ['the longest', length],
  ['the shortest', reversed(length)],
  ['the most hedged', hedged],
  ['the least hedged', reversed(hedged)],
  ['the most absolute', absolute],
  ['the least absolute', reversed(absolute)],
  ['the one with most reasons', reasoned],
  ['the one with fewest reasons', reversed(reasoned)],
  ['the one most like the question', echo],
  ['the one least like the question', reversed(echo)],
  ['the one most like the others', alike],
  ['the odd one out', reversed(alike)],
  ['the first', reversed(place)],
  ['the last', place],
  ['the outermost', outermost],
  ['the one in the middle', reversed(outermost)],
])

/** Whether the statement of a true-or-false question is taken for true. */
export type Hunch = (prompt: string) => boolean

export const HUNCHES: readonly Hunch[] = [
  () => true,
  () => false,
  (prompt) => countOf(ABSOLUTES, prompt) === 0,
  (prompt) => countOf(HEDGES, prompt) > 0,
  (prompt) => !/không|chưa|đừng|chẳng/iu.test(prompt),
  (prompt) => countOf(REASONS, prompt) > 1,
]

function reversed(trick: Trick): Trick {
  return (question) => trick(question).map((score) => -score)
}

function countOf(pattern: RegExp, text: string): number {
  return text.match(pattern)?.length ?? 0
}

function shareIn(words: readonly string[], others: readonly string[]): number {
  return words.filter((word) => others.includes(word)).length / Math.max(1, words.length)
}
