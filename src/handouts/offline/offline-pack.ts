import { readFile } from 'node:fs/promises'

import type { Catalogue, Module } from '../../catalogue/index.ts'
import type { Assets, DrawPage, Texts } from '../../web/index.ts'
import { inlined, type ReadUrl, scriptOf } from './inlined.ts'
import { type OfflinePage, offlinePage } from './offline-page.ts'
import { qrScript } from './qr-script.ts'

export interface OfflinePackDeps {
  readonly catalogue: Pick<Catalogue, 'findMedia'>
  readonly assets: Pick<Assets, 'read'>
  readonly publicUrl: string
  readonly texts: Texts
  readonly drawPage: DrawPage<{ readonly 'handouts/offline': OfflinePage }>
}

/** One HTML file that needs nothing else: for a school without a line. */
export type OfflinePack = (module: Module) => Promise<string>

const MEDIA = /^\/media\/([^/]+)\/([^/]+)\/([^/]+)$/
const QR_PLACE = '<script data-qr></script>'

export function createOfflinePack(deps: OfflinePackDeps): OfflinePack {
  const { publicUrl, texts, drawPage } = deps
  let qr: string | undefined
  return async (module) => {
    qr ??= scriptOf(qrScript())
    const html = drawPage('handouts/offline', offlinePage({ module, publicUrl }, texts))
    const whole = await inlined(html, reader(deps))
    const script = qr
    return whole.replace(QR_PLACE, () => script)
  }
}

function reader({ catalogue, assets }: OfflinePackDeps): ReadUrl {
  return async (url) => {
    const [isMedia, id = '', version = '', file = ''] = MEDIA.exec(url) ?? []
    if (isMedia === undefined) return assets.read(url)
    const media = catalogue.findMedia({ id, version, file })
    return media && { contentType: media.contentType, content: await readFile(media.path) }
  }
}
