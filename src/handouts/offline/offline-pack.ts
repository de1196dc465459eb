import { readFile } from 'node:fs/promises'

import type { Catalogue } from '../../catalogue/index.ts'
import type { Assets, DrawPage, Texts } from '../../web/index.ts'
import { type FileOf, keptFiles } from '../kept-files.ts'
import { type Inlined, inlined, type ReadUrl } from './inlined.ts'
import { type OfflinePage, offlinePage } from './offline-page.ts'
import { QR_URL, qrScript } from './qr-script.ts'

export interface OfflinePackDeps {
  readonly catalogue: Pick<Catalogue, 'findMedia'>
  readonly assets: Pick<Assets, 'read'>
  readonly publicUrl: string
  readonly texts: Texts
  readonly drawPage: DrawPage<{ readonly 'handouts/offline': OfflinePage }>
}

/** One HTML file that needs nothing else: for a school without a line. Names who helps there, where that is known. */
export type OfflinePack = FileOf<string>

const MEDIA = /^\/media\/([^/]+)\/([^/]+)\/([^/]+)$/

/** A pack takes some 50 ms. */
export function createOfflinePack(deps: OfflinePackDeps): OfflinePack {
  const { publicUrl, texts, drawPage } = deps
  const read = reader(deps)
  return keptFiles(({ module, helpNear }) => {
    const page = offlinePage({ module, publicUrl }, texts)
    return inlined(drawPage('handouts/offline', page, helpNear), read)
  })
}

function reader({ catalogue, assets }: OfflinePackDeps): ReadUrl {
  let qr: Inlined | undefined
  const readQr = () => {
    qr ??= { contentType: 'text/javascript', content: Buffer.from(qrScript()) }
    return Promise.resolve(qr)
  }
  return (url) => {
    if (url === QR_URL) return readQr()
    const media = MEDIA.exec(url)
    return media ? readMedia(catalogue, media) : assets.read(url)
  }
}

async function readMedia(
  { findMedia }: OfflinePackDeps['catalogue'],
  [, id = '', version = '', file = '']: RegExpExecArray,
): Promise<Inlined | undefined> {
  const media = findMedia({ id, version, file })
  return media && { contentType: media.contentType, content: await readFile(media.path) }
}
