import type { OnProgress } from './demo-province.ts'

const WIDTH = 30

interface Screen {
  readonly isTTY?: boolean
  write(text: string): unknown
}

/** `Trường ▮▮▮▮▮▯▯▯ 412/1022` on one line of a terminal; elsewhere one line at the end. */
export function createProgressBar(label: string, screen: Screen): OnProgress {
  return (done, total) => {
    const isOver = done >= total
    if (screen.isTTY) screen.write(`\r${label} ${barOf(done, total)} ${done}/${total}`)
    else if (isOver) screen.write(`${label} ${done}/${total}`)
    if (isOver) screen.write('\n')
  }
}

function barOf(done: number, total: number): string {
  const filled = total === 0 ? WIDTH : Math.round((done / total) * WIDTH)
  return '▮'.repeat(filled) + '▯'.repeat(WIDTH - filled)
}
