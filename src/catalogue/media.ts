import { isUtf8 } from 'node:buffer'
import path from 'node:path'

/** A drawing or recording that a module ships, ready to be sent. */
export interface MediaFile {
  readonly path: string
  readonly contentType: string
}

export interface MediaSource {
  readonly path: string
  readonly content: Buffer
}

const CONTENT_TYPES: ReadonlyMap<string, string> = new Map([
  ['.svg', 'image/svg+xml'],
  ['.webp', 'image/webp'],
  ['.png', 'image/png'],
])

/** Of two recordings of a page the first kind here is played. */
export const RECORDED_TYPES: ReadonlyMap<string, string> = new Map([
  ['.mp3', 'audio/mpeg'],
  ['.m4a', 'audio/mp4'],
  ['.ogg', 'audio/ogg'],
])

// A lesson has to come through a village school's line.
const MOST_KILOBYTES = 60
const MOST_KILOBYTES_OF_SVG = 12

// What would run, or fetch or lead somewhere, when a drawing is opened by its own address: it may only point into itself.
const ACTIVE_SVG =
  /<script|<foreignObject|<!|<\?xml-|<(?:animate|set|iframe|image|audio|video)|\son[a-z]+\s*=|script:|@import|(?:href|src)\s*=\s*["']?\s*[^#"'\s]|url\(\s*["']?\s*[^#"'\s]/i
// Elements under a prefix are others than they look, what is of no drawing's namespace is no drawing, and what stands
// between question marks, or in another encoding, would hide all of that from the line above.
const DISGUISED_SVG =
  /<[^\s<>/!?]+:|xmlns(?::[^\s=]+)?\s*=\s*(?!["']http:\/\/www\.w3\.org\/(?:2000\/svg|1999\/xlink)["'])|<\?(?!xml version="1\.0"(?: encoding="utf-8")?(?: standalone="(?:yes|no)")?\s*\?>)/i
// So would a letter of CSS that is written as a number, and other words of CSS for an address.
const FETCHING_SVG = /\\|image-set\s*\(|\bsrc\s*\(|xml:base|<(?:link|handler|discard)/i
// Copies of copies: with ten of each, nine levels of them stop the browser of every pupil. Twelve make 81 at most.
const COPY = /<use\b/gi
const MOST_COPIES = 12
const COMMENT = /<!--[\s\S]*?-->/g

export function problemsOfMedia(source: MediaSource): readonly string[] {
  const extension = path.extname(source.path)
  if (!CONTENT_TYPES.has(extension)) return ['must be an .svg, .webp or .png file.']
  const isSvg = extension === '.svg'
  const most = isSvg ? MOST_KILOBYTES_OF_SVG : MOST_KILOBYTES
  return [
    ...(source.content.length > most * 1024 ? [`is larger than ${most} KB.`] : []),
    ...(isSvg && isActive(source.content)
      ? ['must be a plain drawing: no script, no handler, no link, nothing from outside itself.']
      : []),
  ]
}

function isActive(content: Buffer): boolean {
  const svg = content.toString('utf8').replace(COMMENT, '')
  const isReadable = isUtf8(content) && !content.includes(0)
  const isEndless = [...svg.matchAll(COPY)].length > MOST_COPIES
  return !isReadable || isEndless || [ACTIVE_SVG, DISGUISED_SVG, FETCHING_SVG].some(isIn(svg))
}

function isIn(text: string) {
  return (pattern: RegExp) => pattern.test(text)
}

export function toMediaFile(source: MediaSource): MediaFile {
  return { path: path.resolve(source.path), contentType: contentTypeOf(source.path) }
}

export function contentTypeOf(file: string): string {
  const extension = path.extname(file)
  const known = CONTENT_TYPES.get(extension) ?? RECORDED_TYPES.get(extension)
  return known ?? 'application/octet-stream'
}
