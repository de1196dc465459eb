const LINK = /<([^<>]*)>([^<]*)/g
const RELATION = /;\s*rel\s*=\s*["“”']?([^"“”';,]*)/i

/**
 * Address of the next page: https://www.rfc-editor.org/rfc/rfc8288. Moodle writes `rel=“next”` and `&amp;` in the Link
 * header of line items (lti.md §8.2), which hides the next page from a parser that knows the standard only.
 */
export function nextPageOf(header: string, page: URL): URL | undefined {
  const links = Array.from(asUtf8(header).matchAll(LINK), ([, address = '', parameters = '']) => ({
    address: address.trim().replaceAll('&amp;', '&'),
    relations: relationsOf(parameters),
  }))
  const next = links.find(({ relations }) => relations.includes('next'))
  const isAddress = next !== undefined && URL.canParse(next.address, page.href)
  return isAddress ? new URL(next.address, page) : undefined
}

function relationsOf(parameters: string): readonly string[] {
  const [, names = ''] = RELATION.exec(parameters) ?? []
  return names.toLowerCase().split(/\s+/)
}

/** Header bytes are Latin-1 to Node, so a curly quote arrives as three characters. */
function asUtf8(text: string): string {
  const isBytes = Array.from(text).every((character) => (character.codePointAt(0) ?? 0) <= 0xff)
  return isBytes ? Buffer.from(text, 'latin1').toString('utf8') : text
}
