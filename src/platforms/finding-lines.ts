import type { TextKey, Texts } from '../web/index.ts'
import { type Light, lightFor } from './lights.ts'
import type { Finding } from './self-test.ts'

/** One line of the self-test as people read it: what was found and, where it is amiss, what to do in the LMS. */
export interface FindingLine {
  readonly check: string
  readonly light: Light
  readonly title: string
  readonly text: string
}

export function findingLine(
  { check, state, found, params }: Finding,
  addresses: { readonly launchUrl: string; readonly jwksUrl: string },
  texts: Texts,
): FindingLine {
  const { launchUrl, jwksUrl } = addresses
  return {
    check,
    light: lightFor(state, texts),
    title: texts.t(`platforms.check.${check}.title`),
    // Which of them there are is proven by test/platforms/self-test.test.ts.
    text: texts.t(`platforms.check.${check}.${found}` as TextKey, {
      launchUrl,
      jwksUrl,
      ...params,
    }),
  }
}
