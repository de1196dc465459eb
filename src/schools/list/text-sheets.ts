/** Separators that lists are written with; Excel takes the one of its machine's language. */
export const SEPARATORS = [',', ';', '\t'] as const

const BOM = '\uFEFF'

/** UTF-8 and UTF-16 by their marks or their shape, and what old Vietnamese machines write: Windows-1258. */
export function decodeText(bytes: Uint8Array): string {
  const text = new TextDecoder(encodingOf(bytes)).decode(bytes)
  return text.startsWith(BOM) ? text.slice(1) : text
}

function encodingOf(bytes: Uint8Array): string {
  const [first, second] = bytes
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  if (first === 0xfe && second === 0xff) return 'utf-16be'
  // ASCII in UTF-16 has a zero in every other byte; no Vietnamese header is without ASCII letters.
  if (first === 0) return 'utf-16be'
  if (second === 0) return 'utf-16le'
  return isUtf8(bytes) ? 'utf-8' : 'windows-1258'
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return true
  } catch {
    return false
  }
}

/** Some systems hand out a table of a web page under the name `.xls`. */
export function isMarkup(text: string): boolean {
  return /^\s*<(?:!doctype|html|table|meta|head|\?xml)/i.test(text)
}
