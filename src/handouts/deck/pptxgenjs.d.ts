/**
 * What we use of pptxgenjs: it ships types, but of a CommonJS module, while Node loads its ES module, whose default is
 * the class itself.
 */
declare module 'pptxgenjs' {
  export interface Box {
    readonly x: number
    readonly y: number
    readonly w: number
    readonly h: number
  }

  interface Style {
    readonly fontFace?: string
    /** Points. */
    readonly fontSize?: number
    readonly bold?: boolean
    readonly italic?: boolean
    /** RGB without `#`, like every colour. */
    readonly color?: string
    readonly highlight?: string
    readonly lang?: string
    readonly hyperlink?: { readonly slide: number }
    readonly breakLine?: boolean
  }

  export interface TextRun {
    readonly text: string
    readonly options: Style
  }

  interface TextBox extends Partial<Box>, Style {
    readonly placeholder?: string
    readonly align?: 'left' | 'center' | 'right'
    readonly valign?: 'top' | 'middle' | 'bottom'
    readonly margin?: number
    readonly paraSpaceAfter?: number
    readonly fill?: { readonly color: string }
  }

  interface Picture extends Box {
    /** `image/png;base64,…` */
    readonly data: string
    readonly altText: string
  }

  export interface PptxSlide {
    hidden: boolean
    addText(text: string | readonly TextRun[], options: TextBox): void
    addImage(picture: Picture): void
    addNotes(notes: string): void
  }

  interface Master {
    readonly title: string
    readonly background: { readonly color: string }
    readonly objects: readonly object[]
  }

  export default class Pptx {
    layout: string
    title: string
    company: string
    author: string
    theme: { readonly headFontFace: string; readonly bodyFontFace: string }
    defineSlideMaster(master: Master): void
    addSlide(options: { readonly masterName: string }): PptxSlide
    write(options: { readonly outputType: 'nodebuffer' }): Promise<Uint8Array>
  }
}
