import { createHash } from 'node:crypto'

import type JSZip from 'jszip'

import type { Drawing } from '../../emoji/index.ts'
import type { SlidePicture } from './pictures.ts'

/** Stands ahead of a paragraph's text until it becomes its bullet; of Unicode's private use. */
const [OPEN, CLOSE] = ['\u{E000}', '\u{E001}'] as const

export function bulletMark({ file }: Drawing): string {
  return `${OPEN}${file}${CLOSE}`
}

const MARKED = new RegExp(
  `<a:p><a:pPr([^>]*)>((?:(?!</a:pPr>)[\\s\\S])*)<a:buNone/></a:pPr><a:r>((?:(?!</a:r>)[\\s\\S])*)<a:t>${OPEN}([^${CLOSE}]+)${CLOSE}</a:t></a:r>`,
  'gu',
)
const SIZE = /sz="(\d+)"/
/** Of the type, and of it what stands before the words: hundredths of a point become EMU by 127. */
const SHARE = { picture: 1.25, indent: 1.6 }
const EMU = 127
const RELATION = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/image'

/**
 * Drawings as bullets, which the library cannot write: ECMA-376-1, 21.1.2.4.2. They go with the text wherever its lines
 * break, in every PowerPoint.
 */
export async function withBullets(
  zip: JSZip,
  number: number,
  emoji: ReadonlyMap<string, SlidePicture>,
): Promise<void> {
  const file = `ppt/slides/slide${number}.xml`
  const links = `ppt/slides/_rels/slide${number}.xml.rels`
  const [xml, rels] = await Promise.all([textIn(zip, file), textIn(zip, links)])
  if (!xml.includes(OPEN)) return
  const ids = new Map<string, string>()
  const bulleted = xml.replace(MARKED, (...groups: string[]) => {
    const [, given = '', before = '', run = '', name = ''] = groups
    const id = ids.get(name) ?? `rIdEmoji${ids.size + 1}`
    ids.set(name, id)
    const indent = Math.round(Number(SIZE.exec(run)?.[1]) * SHARE.indent * EMU)
    const kept = given.replace(/ (?:indent|marL)="[^"]*"/g, '')
    const size = `<a:buSzPct val="${SHARE.picture * 100_000}"/>`
    const blip = `<a:buBlip><a:blip r:embed="${id}"/></a:buBlip>`
    return `<a:p><a:pPr${kept} marL="${indent}" indent="-${indent}">${before}${size}${blip}</a:pPr>`
  })
  zip.file(file, bulleted)
  const added = [...ids].map(([name, id]) => {
    zip.file(`ppt/media/${name}.png`, bytesOf(emoji.get(name)), { createFolders: false })
    return `<Relationship Id="${id}" Type="${RELATION}" Target="../media/${name}.png"/>`
  })
  zip.file(links, rels.replace('</Relationships>', `${added.join('')}</Relationships>`))
}

function bytesOf(picture: SlidePicture | undefined): Buffer {
  return Buffer.from(picture?.data.split(',')[1] ?? '', 'base64')
}

/** The library keeps a picture once for each place that it stands in. */
export async function eachPictureOnce(zip: JSZip): Promise<void> {
  const kept = new Map<string, string>()
  const same = new Map<string, string>()
  for (const path of Object.keys(zip.files).filter((one) => /^ppt\/media\/./.test(one))) {
    const bytes = (await zip.file(path)?.async('nodebuffer')) ?? Buffer.alloc(0)
    const hash = createHash('sha256').update(bytes).digest('hex')
    const first = kept.get(hash)
    kept.set(hash, first ?? path)
    if (first === undefined) continue
    same.set(nameOf(path), nameOf(first))
    zip.remove(path)
  }
  for (const path of Object.keys(zip.files).filter((one) => one.endsWith('.xml.rels'))) {
    const rels = await textIn(zip, path)
    const mended = rels.replace(
      /Target="\.\.\/media\/([^"]+)"/g,
      (_whole, name: string) => `Target="../media/${same.get(name) ?? name}"`,
    )
    zip.file(path, mended)
  }
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}

async function textIn(zip: JSZip, path: string): Promise<string> {
  return (await zip.file(path)?.async('string')) ?? ''
}
