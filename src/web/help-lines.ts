/** Somebody to turn to, as pages show it. */
export interface HelpLine {
  readonly id: string
  readonly name: string
  readonly about: string
  readonly call?: { readonly url: string; readonly number: string }
  readonly link?: { readonly url: string; readonly text: string }
}

/** What the foot and the help block of every page show; help/ keeps it up to date. */
export interface HelpLines {
  all(): readonly HelpLine[]
  /** Those with a number to press, the most important first. */
  withNumber(): readonly HelpLine[]
  set(lines: readonly HelpLine[]): void
}

const CHILD_HOTLINE: HelpLine = {
  id: '111',
  name: 'Tổng đài bảo vệ trẻ em',
  about: '',
  call: { url: 'tel:111', number: '111' },
}

export function createHelpLines(): HelpLines {
  let lines: readonly HelpLine[] = [CHILD_HOTLINE]
  let numbered = lines
  return {
    all: () => lines,
    withNumber: () => numbered,
    set(next) {
      lines = next
      numbered = next.filter(({ call }) => call !== undefined)
    },
  }
}
