import type { Module } from '../catalogue/index.ts'
import { startOf } from '../runtime/index.ts'
import type { PageModel, Texts } from '../web/index.ts'
import type { Certificate } from './certificate.ts'
import { paths } from './paths.ts'

/** Asks for the name that the paper shall bear. */
export interface NamePage extends PageModel {
  readonly moduleTitle: string
  readonly action: string
  /** Its sentence; the name itself comes back to whoever typed it. */
  readonly problem?: string
  readonly typed: string
}

export interface CertificatePage extends PageModel {
  readonly number: string
  readonly name: string
  readonly moduleTitle: string
  readonly minutes: string
  readonly schoolName?: string
  readonly day: string
  readonly checkUrl: string
  readonly qr: string
  readonly againUrl: string
}

interface Named {
  readonly typed: string
  readonly problem?: string
}

export function namePage(module: Module, { typed, problem }: Named, texts: Texts): NamePage {
  return {
    title: texts.t('certificates.name.title'),
    readers: 'adults',
    styles: ['staff.css'],
    moduleTitle: module.title.vi,
    action: paths.own(module),
    typed,
    ...(problem !== undefined && { problem }),
  }
}

export interface Printed {
  readonly certificate: Certificate
  readonly name: string
  readonly module: Module
  readonly schoolName: string | undefined
  readonly checkUrl: string
  readonly qr: string
}

export function certificatePage(printed: Printed, texts: Texts): CertificatePage {
  const { certificate, name, module, schoolName, checkUrl, qr } = printed
  return {
    title: texts.t('certificates.paper.title'),
    readers: 'adults',
    styles: ['certificate.css'],
    number: certificate.number,
    name,
    moduleTitle: module.title.vi,
    minutes: texts.number(module.minutes),
    ...(schoolName !== undefined && { schoolName }),
    day: texts.date(startOf(certificate.issuedOn)),
    checkUrl,
    qr,
    againUrl: paths.own(module),
  }
}
