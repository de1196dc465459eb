import type { Web } from '../web/index.ts'

/** What LMSs show of us; the address of the picture outlives a new version of it. */
export function aboutUs({ texts, assets }: Pick<Web, 'texts' | 'assets'>, publicUrl: string) {
  return {
    name: texts.t('product'),
    description: texts.t('entry.about.description'),
    pickLabel: texts.t('entry.about.pickLabel'),
    logoUrl: `${publicUrl}${assets.url('shield.svg')}`,
  }
}
