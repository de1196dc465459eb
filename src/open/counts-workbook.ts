import type { Texts } from '../web/index.ts'
import { countLines, type CountsFacts, spanText, sumOf } from './counts-page.ts'

/** The table of the page, and what it must say of itself. Loads its library when first used. */
export async function countsWorkbook(facts: CountsFacts, texts: Texts): Promise<Uint8Array> {
  const { utils, write } = await import('@e965/xlsx')
  const { t } = texts
  const lines = countLines(facts)
  const { ofSchools, ofNone } = sumOf(lines)
  const sheet = utils.aoa_to_sheet([
    [t('open.counts.title')],
    [facts.period.name, spanText(facts.period, texts)],
    [t('open.counts.note')],
    [],
    [
      t('open.counts.module'),
      '',
      t('open.counts.ofSchools'),
      t('open.counts.ofNone'),
      t('open.counts.all'),
    ],
    ...lines.map((line) => [
      ...[line.moduleId, line.title, line.ofSchools, line.ofNone],
      line.ofSchools + line.ofNone,
    ]),
    [t('open.counts.sum'), '', ofSchools, ofNone, ofSchools + ofNone],
  ])
  sheet['!cols'] = [12, 44, 18, 18, 12].map((wch) => ({ wch }))
  const book = utils.book_new()
  utils.book_append_sheet(book, sheet, t('open.counts.sheet'))
  const options = { type: 'buffer', bookType: 'xlsx', bookSST: true, compression: true } as const
  return write(book, options) as Uint8Array
}
