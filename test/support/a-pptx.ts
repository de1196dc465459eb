import JSZip from 'jszip'

export interface ReadSlide {
  /** Paragraph by paragraph. */
  readonly text: string
  readonly notes: string
  /** Points. */
  readonly sizes: readonly number[]
  readonly isHidden: boolean
  readonly xml: string
  /** Numbers of the slides that a press leads to. */
  readonly leadsTo: readonly number[]
  /** Files that it shows, in paragraphs as in the middle of it; undefined for one that the file lacks. */
  readonly pictures: readonly (string | undefined)[]
}

/** A PowerPoint file as somebody finds it who opens it. */
export async function readPptx(file: Uint8Array): Promise<readonly ReadSlide[]> {
  const zip = await JSZip.loadAsync(file)
  const read = async (name: string) => (await zip.file(name)?.async('string')) ?? ''
  const count = Object.keys(zip.files).filter((name) => /^ppt\/slides\/slide\d+\.xml$/.test(name))
  return Promise.all(
    count.map(async (_, index) => {
      const xml = await read(`ppt/slides/slide${index + 1}.xml`)
      const links = await read(`ppt/slides/_rels/slide${index + 1}.xml.rels`)
      return {
        xml,
        text: textOf(xml),
        notes: textOf(await read(`ppt/notesSlides/notesSlide${index + 1}.xml`)),
        sizes: [...xml.matchAll(/ sz="(\d+)"/g)].map(([, size]) => Number(size) / 100),
        isHidden: /<p:sld [^>]*show="0"/.test(xml),
        pictures: [...xml.matchAll(/<a:blip r:embed="([^"]+)"/g)].map(([, id]) => {
          const [, name] =
            new RegExp(`Id="${id}"[^>]*Target="\\.\\./media/([^"]+)"`).exec(links) ?? []
          return zip.file(`ppt/media/${name}`) ? name : undefined
        }),
        leadsTo: [...links.matchAll(/Target="slide(\d+)\.xml"/g)].map(([, to]) => Number(to)),
      }
    }),
  )
}

function textOf(xml: string): string {
  return [...xml.matchAll(/<a:p>([\s\S]*?)<\/a:p>/g)]
    .map(([, paragraph = '']) =>
      [...paragraph.matchAll(/<a:t>([\s\S]*?)<\/a:t>/g)].map(([, text]) => text).join(''),
    )
    .join('\n')
    .replace(/&(amp|lt|gt|quot|apos);/g, (entity) => ENTITIES[entity] ?? entity)
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&apos;': "'",
}
