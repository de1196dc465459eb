import path from 'node:path'

import ejs, { type TemplateFunction } from 'ejs'
import type { Response } from 'express'

import { drawEmoji } from '../emoji/index.ts'
import { createHelpLines, type HelpLines } from './help-lines.ts'
import { type HelpNear, NO_HELP_NEAR } from './help-near.ts'
import { sendHtml } from './send-html.ts'
import { createSharedPages } from './shared-pages.ts'
import type { StaffBar } from './staff-bar.ts'
import type { Readers, Texts } from './texts.ts'
import { viewsFolder } from './views-folder.ts'

/** Only tokens of the style sheet differ between moods (the look: one family). */
export type Mood = 'plain' | 'child' | 'dense' | 'wall'

/** What the layout needs of every page. */
export interface PageModel {
  readonly title: string
  readonly mood?: Mood
  /** Whom its texts speak to; children unless told otherwise. */
  readonly readers?: Readers
  /** Style sheets of views/assets beside look.css. */
  readonly styles?: readonly string[]
  /** `bare` has no bar and no footer; `wall` is the projector's, `notes` its teacher's; `paper` is for the printer, `pack` a file for itself. */
  readonly layout?: 'default' | 'bare' | 'wall' | 'notes' | 'paper' | 'pack'
}

/**
 * Draws `views/<name>.ejs`. A feature asks for this type with its own map from name to model, so a wrong field is a
 * compile error there; the renderer itself fits every map.
 */
export type RenderPage<Models> = <Name extends keyof Models & string>(
  res: Response,
  name: Name,
  model: Models[Name],
) => void

/** The same as text: a file to be saved, which is nobody's, so it has neither form token nor bar, but may be a school's. */
export type DrawPage<Models> = <Name extends keyof Models & string>(
  name: Name,
  model: Models[Name],
  helpNear?: HelpNear,
) => string

export interface RendererOptions {
  readonly texts: Texts
  /** Address of a file of views/assets, with its version. */
  readonly assetUrl: (file: string) => string
  readonly helpLines?: HelpLines
}

// Templates run without `with`, so every name that they may use is listed. Partials get their subject as `it`.
const NAMES = [
  ...['page', 'it', 'body', 't', 'locale', 'assetUrl', 'formToken', 'bar'],
  ...['helpUrl', 'helpLines', 'helpNear'],
]

export function createRenderer(options: RendererOptions) {
  const { texts, assetUrl, helpLines = createHelpLines() } = options
  const templates = new Map<string, TemplateFunction>()

  function draw(name: string, locals: object): string {
    const template = templates.get(name) ?? compile(name)
    templates.set(name, template)
    return template(locals)
  }

  /** The page first, then the layout around it: two passes, so a page that fails is never sent half. */
  function drawPage(name: string, page: PageModel, visitor: Visitor): string {
    const t = texts.to(page.readers ?? 'children')
    const shared = { t, locale: texts.locale, assetUrl, helpLines: helpLines.withNumber() }
    const locals = { page, ...shared, ...visitor }
    const body = draw(name, locals)
    const html = draw(`layouts/${page.layout ?? 'default'}`, { ...locals, body })
    return drawEmoji(html, assetUrl)
  }

  const shared = createSharedPages()

  return {
    renderPage(res: Response, name: string, page: PageModel): void {
      const { formToken, bar } = res.locals
      sendHtml(res, drawPage(name, page, { formToken, bar, ...helpFor(res) }))
    },
    drawPage: (name: string, page: PageModel, helpNear = NO_HELP_NEAR): string =>
      drawPage(name, page, { ...NOBODY, helpUrl: '/help', helpNear }),
    /**
     * For a page that is the same for everybody at one school who asks for this address with this model, such as the
     * first one of a module on a Monday morning: drawn and compressed once. It gets neither form token nor bar.
     */
    renderShared(res: Response, name: string, page: PageModel): void {
      const help = helpFor(res)
      const key = [
        name,
        ...[help, helpLines.withNumber(), page].map((part) => JSON.stringify(part)),
      ]
      shared.send(res, key.join('\n'), () => drawPage(name, page, { ...NOBODY, ...help }))
    },
  }
}

/** What a page has of who asks for it. */
interface Visitor {
  readonly formToken: string | undefined
  readonly bar: StaffBar | undefined
  readonly helpUrl: string
  readonly helpNear: HelpNear
}

const NOBODY = { formToken: undefined, bar: undefined }

function helpFor(res: Response): Pick<Visitor, 'helpUrl' | 'helpNear'> {
  return { helpUrl: helpUrlOf(res), helpNear: res.locals.helpNear ?? NO_HELP_NEAR }
}

export type Renderer = ReturnType<typeof createRenderer>

function compile(name: string): TemplateFunction {
  const filename = path.join(viewsFolder, `${name}.ejs`)
  return ejs.compile(ejs.fileLoader(filename).toString(), {
    filename,
    cache: true,
    strict: true,
    destructuredLocals: NAMES,
  })
}

/**
 * The help page leads back to where one came from. An LMS's request cannot be sent again, and its query carries ids and
 * one-time tokens, which belong into no other address.
 */
function helpUrlOf({ req }: Response): string {
  if (req.path === '/help') return req.originalUrl
  // As the router reads it, which takes `/LTI/` and a whole `http://…` too.
  const isPath = req.originalUrl.startsWith('/')
  if (!isPath || /^\/lti\//i.test(req.originalUrl)) return '/help'
  return `/help?${new URLSearchParams({ from: req.originalUrl }).toString()}`
}
