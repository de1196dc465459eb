const ENTITIES: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&amp;': '&',
}

// A word in bold goes on with the comma or colon behind it.
const WITHIN_WORDS = /<\/?(?:strong|em|a|code|span)\b[^>]*>/g

/** The words of HTML that markdown.ts made, without its tags. */
export function plainText(html: string): string {
  return unescapeHtml(html.replace(WITHIN_WORDS, '').replace(/<[^>]*>/g, ' '))
    .replace(/\s+/g, ' ')
    .trim()
}

/** What stands between the tags of such HTML. */
export function unescapeHtml(text: string): string {
  return text.replace(/&(?:lt|gt|quot|amp);/g, (entity) => ENTITIES[entity] ?? entity)
}

/** Words as Vietnamese counts them, by syllable; signs and emoji standing alone are none. */
export function countWords(text: string): number {
  return text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length
}
