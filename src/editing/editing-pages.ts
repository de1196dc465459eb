import type { Problem } from '../catalogue/index.ts'
import type { PresentPages } from '../sessions/index.ts'
import type { PageModel, Texts } from '../web/index.ts'
import { paths } from './paths.ts'
import type { OpenedPreview } from './preview-shelf.ts'
import { problemWords } from './problem-words.ts'

export interface UploadPage extends PageModel {
  readonly styles: readonly string[]
  readonly uploadUrl: string
  /** Why what was uploaded is no archive of a module. */
  readonly refused?: ReturnType<Texts['ofError']>
  /** What the checker found, by file. */
  readonly problems: readonly {
    readonly file: string
    readonly lines: readonly { readonly line: string; readonly words: string }[]
  }[]
  readonly problemCount: number
  readonly note?: string
}

export interface PreviewPage extends PageModel {
  readonly styles: readonly string[]
  readonly startUrl: string
  readonly name: string
  readonly until: string
  readonly links: readonly { readonly url: string; readonly label: string }[]
  readonly publishUrl: string
  readonly discardUrl: string
  /** Why it could not be published. */
  readonly refused?: ReturnType<Texts['ofError']>
}

/** Pages of this feature, name → model. */
export interface EditingPages extends Pick<PresentPages, 'present/run'> {
  readonly 'editing/upload': UploadPage
  readonly 'editing/preview': PreviewPage
}

export interface AskedUpload {
  readonly refused?: UploadPage['refused']
  readonly problems?: readonly Problem[]
  readonly published?: string | undefined
}

export function uploadPage(asked: AskedUpload, texts: Texts): UploadPage {
  const { refused, problems = [], published } = asked
  const byFile = Map.groupBy(problems, ({ file }) => file)
  return {
    title: texts.t('editing.upload.title'),
    mood: 'dense',
    styles: ['schools.css'],
    uploadUrl: paths.upload,
    problemCount: problems.length,
    problems: [...byFile].map(([file, ofFile]) => ({
      file,
      lines: ofFile.map(({ line, message }) => ({
        line: line === undefined ? '' : texts.t('editing.upload.line', { line }),
        words: problemWords(message, texts),
      })),
    })),
    ...(refused && { refused }),
    ...(published && { note: texts.t('editing.upload.published', { name: published }) }),
  }
}

export function previewPage(
  { token, module, preview }: OpenedPreview,
  texts: Texts,
  refused?: PreviewPage['refused'],
): PreviewPage {
  const { t } = texts
  const { id, version } = module
  return {
    title: t('editing.preview.title', { title: module.title.vi }),
    mood: 'dense',
    styles: ['schools.css'],
    startUrl: paths.start,
    name: t('editing.preview.name', { id, version }),
    until: t('editing.preview.until', {
      time: preview.expiresAt.toLocaleTimeString('vi-VN', TIME),
      date: texts.date(preview.expiresAt),
    }),
    links: [
      { url: `${paths.module(token, id)}/steps/1`, label: t('editing.preview.lesson') },
      { url: paths.module(token, id), label: t('editing.preview.teacher') },
      { url: paths.present(token, id), label: t('editing.preview.projector') },
    ],
    publishUrl: paths.publish(token),
    discardUrl: paths.discard(token),
    ...(refused && { refused }),
  }
}

const TIME = { hour: '2-digit', minute: '2-digit', timeZone: 'Asia/Ho_Chi_Minh' } as const
