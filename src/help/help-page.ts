import type { HelpLine, HelpNear, PageModel, Texts } from '../web/index.ts'

export interface HelpPage extends PageModel {
  /** 111. */
  readonly first: HelpLine
  readonly others: readonly HelpLine[]
  readonly near: HelpNear
  /** Where the child came from: always a path of ours. */
  readonly backUrl?: string
}

export interface AskedHelp {
  readonly near: HelpNear
  readonly lines: readonly HelpLine[]
  readonly backUrl: string | undefined
}

export function helpPage({ lines, near, backUrl }: AskedHelp, texts: Texts): HelpPage {
  const [first, ...others] = lines
  if (!first) throw new Error('nobody to turn to')
  return { title: texts.t('help.title'), first, others, near, ...(backUrl && { backUrl }) }
}
