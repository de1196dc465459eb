/** Words as they are compared: without case, signs and Markdown. */
export function wordsOf(text: string): readonly string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
}

/** Line (from 1) on which words stand in a file, even where the file breaks or marks them. */
export function lineOfWords(file: string, quote: string): number | undefined {
  const wanted = wordsOf(quote)
  const placed = file
    .split('\n')
    .flatMap((line, index) => wordsOf(line).map((word) => ({ word, line: index + 1 })))
  const start = placed.findIndex((_, at) =>
    wanted.every((word, offset) => placed[at + offset]?.word === word),
  )
  return wanted.length === 0 ? undefined : placed[start]?.line
}
