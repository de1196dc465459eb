import type { PageModel, Texts } from '../web/index.ts'
import type { Reach } from './session-access.ts'

export interface ChoosePage extends PageModel {
  readonly schools: readonly {
    readonly url: string
    readonly name: string
    readonly code: string
  }[]
  /** For whoever has more schools than can be listed: where the form with a code leads. */
  readonly action?: string
  readonly typed: string
  readonly problem?: string
}

export interface ChooseAsked {
  readonly reach: Reach
  readonly addressOf: (code?: string) => string
  /** A code that no school has. */
  readonly unknown?: string
}

export function choosePage({ reach, addressOf, unknown }: ChooseAsked, texts: Texts): ChoosePage {
  const { schools, isWide } = reach
  return {
    title: texts.t('sessions.choose.title'),
    mood: 'plain',
    styles: ['sessions.css'],
    schools: schools.map(({ code, name }) => ({ url: addressOf(code), name, code })),
    ...(isWide && { action: addressOf() }),
    typed: unknown ?? '',
    ...(unknown !== undefined && { problem: texts.t('sessions.choose.unknown') }),
  }
}
