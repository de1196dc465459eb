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

// What would run, or fetch from somewhere else, when a drawing is opened by its own address.
const ACTIVE_SVG =
  /<script|<foreignObject|<!ENTITY|\son[a-z]+\s*=|javascript:|(?:href|src)\s*=\s*["']?\s*(?:https?:)?\/\/|url\(\s*["']?\s*(?:https?:)?\/\//i

export function problemsOfMedia(source: MediaSource): readonly string[] {
  const extension = path.extname(source.path)
  if (!CONTENT_TYPES.has(extension)) return ['must be an .svg, .webp or .png file.']
  const active = extension === '.svg' && ACTIVE_SVG.test(source.content.toString('utf8'))
  return [
    ...(source.content.length > MOST_KILOBYTES * 1024
      ? [`is larger than ${MOST_KILOBYTES} KB.`]
      : []),
    ...(active
      ? ['must be a plain drawing: no script, no handler, nothing from another host.']
      : []),
  ]
}

export function toMediaFile(source: MediaSource): MediaFile {
  return { path: path.resolve(source.path), contentType: contentTypeOf(source.path) }
}

export function contentTypeOf(file: string): string {
  const extension = path.extname(file)
  const known = CONTENT_TYPES.get(extension) ?? RECORDED_TYPES.get(extension)
  return known ?? 'application/octet-stream'
}
