/** Columns as wide as their widest cell; the first ones, as many as `left`, flush left. */
export function table(heading: string, rows: readonly (readonly string[])[], left = 1): string {
  const head = heading.split('|')
  const lines = [head, ...rows]
  const widths = head.map((_, column) => Math.max(...lines.map((row) => row[column]?.length ?? 0)))
  const toLine = (row: readonly string[]) =>
    widths
      .map((width, column) => {
        const cell = row[column] ?? ''
        return column < left ? cell.padEnd(width) : cell.padStart(width)
      })
      .join('  ')
      .trimEnd()
  return lines.map(toLine).join('\n')
}
