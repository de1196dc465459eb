/** Gives the content of one of our addresses; undefined where it is none of ours. */
export type ReadUrl = (url: string) => Promise<Inlined | undefined>

export interface Inlined {
  readonly contentType: string
  readonly content: Buffer
}

const STYLE = /<link rel="stylesheet" href="([^"]+)">/g
const SCRIPT = /<script src="([^"]+)"><\/script>/g
const PICTURE = /(?<=<img\b[^>]*?\ssrc=")(?!data:)[^"]+/g

/**
 * A page with everything that it would load put into it: style sheets, scripts and pictures.
 * @throws Error where it loads what we do not have
 */
export async function inlined(html: string, read: ReadUrl): Promise<string> {
  const loaded = [...html.matchAll(STYLE), ...html.matchAll(SCRIPT)].map(([, url = '']) => url)
  const shown = html.match(PICTURE) ?? []
  const urls = [...new Set([...loaded, ...shown])]
  const files = new Map(await Promise.all(urls.map(async (url) => [url, await read(url)] as const)))
  const contentOf = (url: string) => files.get(url) ?? missing(url)
  const textOf = (url: string) => contentOf(url).content.toString('utf8')
  return html
    .replace(PICTURE, (url) => dataUrl(contentOf(url)))
    .replace(STYLE, (_all, url: string) => `<style>\n${textOf(url)}</style>`)
    .replace(SCRIPT, (_all, url: string) => scriptOf(textOf(url)))
}

/** Nothing in it may end the element early. */
function scriptOf(text: string): string {
  return `<script>\n${text.replaceAll('</script', '<\\/script')}\n</script>`
}

function dataUrl({ contentType, content }: Inlined): string {
  return `data:${contentType};base64,${content.toString('base64')}`
}

function missing(url: string): never {
  throw new Error(`nothing to put in for ${url}`)
}
