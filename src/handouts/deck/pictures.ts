import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import path from 'node:path'

import type { Catalogue, Module } from '../../catalogue/index.ts'
import type { Drawing } from '../../emoji/index.ts'
import { viewsFolder } from '../../web/index.ts'

/** A drawing as PowerPoint of any year takes it: older ones, which many schools have, show no SVG. */
export interface SlidePicture {
  readonly data: string
  readonly width: number
  readonly height: number
}

/** `views/slide-pictures/<first letters of the SVG's SHA-256>.png`, made by scripts/draw-slide-pictures.ts. */
export function slidePictureName(svg: Buffer): string {
  return `${createHash('sha256').update(svg).digest('hex').slice(0, 16)}.png`
}

/** Undefined where nobody has drawn it: a module of the department's own, or a drawing that is no SVG or PNG. */
export async function findSlidePicture(
  catalogue: Pick<Catalogue, 'findMedia'>,
  { id, version }: Pick<Module, 'id' | 'version'>,
  file: string,
): Promise<SlidePicture | undefined> {
  const media = catalogue.findMedia({ id, version, file })
  if (!media) return undefined
  const source = await readFile(media.path)
  if (media.contentType === 'image/png') return ofPng(source)
  if (media.contentType !== 'image/svg+xml') return undefined
  return drawnOnce(source)
}

/** Of the drawn set, by their names. */
export async function findEmojiPictures(
  drawings: readonly Drawing[],
): Promise<ReadonlyMap<string, SlidePicture>> {
  const found = new Map<string, SlidePicture>()
  for (const { file } of drawings) {
    if (found.has(file)) continue
    const picture = await drawnOnce(await readFile(emojiPath(file)))
    if (picture) found.set(file, picture)
  }
  return found
}

function emojiPath(file: string): string {
  return path.join(viewsFolder, 'assets', 'emoji', `${file}.svg`)
}

async function drawnOnce(svg: Buffer): Promise<SlidePicture | undefined> {
  const drawn = path.join(viewsFolder, 'slide-pictures', slidePictureName(svg))
  const png = await readFile(drawn).catch(() => undefined)
  return png && ofPng(png)
}

/** Width and height stand at fixed places: https://www.w3.org/TR/png/#11IHDR */
function ofPng(png: Buffer): SlidePicture {
  return {
    data: `image/png;base64,${png.toString('base64')}`,
    width: png.readUInt32BE(16),
    height: png.readUInt32BE(20),
  }
}
