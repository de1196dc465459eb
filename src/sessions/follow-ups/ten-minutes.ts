import { type Catalogue, type Module, plainText } from '../../catalogue/index.ts'

const IN_CLASS = /^Ở lớp, 10 phút/
const TEN_MINUTES = /^[^.!?]{0,40}10 phút:/

/**
 * What the summary of a module gives a class to do in ten minutes, as trusted HTML; where it gives a class nothing,
 * the first ten minutes that it gives anybody.
 */
export function tenMinutesOf({ steps }: Module): string | undefined {
  const html = (steps.at(-1)?.pages ?? [])
    .flatMap(({ blocks }) => blocks)
    .flatMap((block) => (block.type === 'text' ? [block.html] : []))
    .join('\n')
  const paragraphs = html.match(/<p>[\s\S]*?<\/p>/g) ?? []
  const begins = (words: RegExp) => paragraphs.find((one) => words.test(plainText(one)))
  return begins(IN_CLASS) ?? begins(TEN_MINUTES)
}

/** Of those modules that are still there. */
export function tenMinutesOfAll(
  modules: readonly { readonly id: string; readonly version: string }[],
  { find }: Pick<Catalogue, 'find'>,
): readonly string[] {
  return modules.flatMap(({ id }) => {
    const module = find(id)
    return (module && tenMinutesOf(module)) ?? []
  })
}
