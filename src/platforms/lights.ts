import type { Registration } from '../lti/index.ts'
import type { TextKey, Texts } from '../web/index.ts'
import type { FindingState } from './self-test.ts'

type LightName = FindingState | Exclude<Registration['state'], 'active'>

/** A status is colour, sign and word. */
export interface Light {
  readonly state: LightName
  readonly sign: string
  readonly label: string
}

const SIGNS: Readonly<Record<LightName, string>> = {
  ok: '●',
  todo: '○',
  warn: '◐',
  bad: '!',
  pending: '◌',
  disabled: '–',
}

export function lightFor(state: LightName, texts: Texts): Light {
  const key: TextKey = `platforms.lights.${state}`
  return { state, sign: SIGNS[state], label: texts.t(key) }
}

/** What an administrator switched off or has not allowed yet needs no test. */
export function platformLight(
  { state }: Pick<Registration, 'state'>,
  light: FindingState,
  texts: Texts,
): Light {
  return lightFor(state === 'active' ? light : state, texts)
}
