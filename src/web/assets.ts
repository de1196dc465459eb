import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import path from 'node:path'

import express, { type RequestHandler, Router } from 'express'

import { viewsFolder } from './views-folder.ts'

const folder = path.join(viewsFolder, 'assets')
const VERSION_LENGTH = 10

export interface Assets {
  readonly router: Router
  /** `look.css` → `/assets/<version>/look.css` */
  readonly url: (file: string) => string
  /** What stands at such an address, to be put into a file of its own. */
  readonly read: (url: string) => Promise<AssetContent | undefined>
}

export interface AssetContent {
  readonly contentType: string
  readonly content: Buffer
}

const CONTENT_TYPES: ReadonlyMap<string, string> = new Map([
  ['.css', 'text/css'],
  ['.js', 'text/javascript'],
  ['.svg', 'image/svg+xml'],
])

/** Style sheet, scripts and drawings of the product. The version is made of their content, so they may be kept for ever. */
export function createAssets(): Assets {
  const version = versionOf(folder)
  const router = Router()
  router.use((_req, res, next) => {
    // The LMS shows our icon on its own pages.
    res.set('Cross-Origin-Resource-Policy', 'cross-origin')
    next()
  })
  router.use(
    `/${version}`,
    mayBeKept,
    express.static(folder, { index: false, immutable: true, maxAge: '1y' }),
  )
  // While several nodes are being replaced, a page of one may ask another for the next version's files.
  router.use('/:version', express.static(folder, { index: false, cacheControl: false }))
  const url = (file: string) => `/assets/${version}/${file}`
  return { router, url, read: (asked) => readAsset(asked, url('')) }
}

async function readAsset(url: string, start: string): Promise<AssetContent | undefined> {
  const file = path.join(folder, url.slice(start.length))
  const contentType = CONTENT_TYPES.get(path.extname(file))
  const isOurs = url.startsWith(start) && file.startsWith(folder + path.sep)
  return isOurs && contentType ? { contentType, content: await readFile(file) } : undefined
}

const mayBeKept: RequestHandler = (_req, res, next) => {
  res.removeHeader('Cache-Control')
  next()
}

function versionOf(root: string): string {
  const hash = createHash('sha256')
  const entries = readdirSync(root, { withFileTypes: true, recursive: true })
  const files = entries.filter((entry) => entry.isFile())
  for (const file of files.map(({ parentPath, name }) => path.join(parentPath, name)).toSorted()) {
    hash.update(path.relative(root, file)).update(readFileSync(file))
  }
  return hash.digest('hex').slice(0, VERSION_LENGTH)
}
