import { readFile } from 'node:fs/promises'

import type { Catalogue, Module } from '../../catalogue/index.ts'
import type { Assets, DrawPage, Texts } from '../../web/index.ts'
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

/** One HTML file that needs nothing else: for a school without a line. */
export type OfflinePack = (module: Module) => Promise<string>

const MEDIA = /^\/media\/([^/]+)\/([^/]+)\/([^/]+)$/

/** A pack takes some 50 ms of the one thread, so each is made once and goes with the catalogue that it was made from. */
export function createOfflinePack(deps: OfflinePackDeps): OfflinePack {
  const { publicUrl, texts, drawPage } = deps
  const read = reader(deps)
  const made = new WeakMap<Module, Promise<string>>()
  const make = (module: Module) =>
    inlined(drawPage('handouts/offline', offlinePage({ module, publicUrl }, texts)), read)
  return (module) => {
    const pack = made.get(module) ?? make(module)
    made.set(module, pack)
    // What failed is tried again; whoever asked hears of it.
    pack.catch(() => made.delete(module))
    return pack
  }
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
