import type { ListedKey } from '../lti/index.ts'
import { momentText, type PageModel, type Texts } from '../web/index.ts'
import { paths } from './paths.ts'

export interface KeysPage extends PageModel {
  readonly styles: readonly string[]
  readonly listUrl: string
  readonly action: string
  readonly jwksUrl: string
  readonly done?: string
  readonly keys: readonly KeyLine[]
}

interface KeyLine {
  readonly kid: string
  readonly state: ListedKey['state']
  readonly label: string
  readonly since: string
}

export interface KeysView {
  readonly keys: readonly ListedKey[]
  readonly jwksUrl: string
  readonly isRotated: boolean
}

export function keysPage({ keys, jwksUrl, isRotated }: KeysView, texts: Texts): KeysPage {
  const next = keys.find(({ state }) => state === 'next')
  const done = isRotated && next?.signsFrom
  return {
    title: texts.t('platforms.keys.title'),
    mood: 'dense',
    styles: ['staff.css', 'platforms.css'],
    listUrl: paths.list,
    action: paths.keys,
    jwksUrl,
    keys: keys.map((key) => ({
      kid: key.kid,
      state: key.state,
      label: texts.t(`platforms.keys.${key.state}`),
      since: sinceOf(key, texts),
    })),
    ...(done && { done: texts.t('platforms.keys.rotated', { at: momentText(done, texts) }) }),
  }
}

function sinceOf({ state, createdAt, signsFrom }: ListedKey, texts: Texts): string {
  const made = texts.t('platforms.keys.made', { at: momentText(createdAt, texts) })
  if (!signsFrom) return made
  const key = state === 'next' ? 'platforms.keys.signsFrom' : 'platforms.keys.signsSince'
  return `${made} ${texts.t(key, { at: momentText(signsFrom, texts) })}`
}
