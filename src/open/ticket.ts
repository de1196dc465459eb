import type { Catalogue, Module } from '../catalogue/index.ts'
import { NotFoundError } from '../errors/index.ts'
import { decidePlace } from '../learning/index.ts'
import { isSameSecret, type Mac } from '../runtime/index.ts'
import type { OpenRunId } from './open-run.ts'
import type { PublicTokenText } from './public-token.ts'

/**
 * How far somebody has come of whom we keep nothing: it travels in the address, signed, so that a finished run has its
 * beginning, its steps and its answers behind it.
 */
export interface Ticket {
  readonly module: Module
  readonly id: OpenRunId
  readonly startedAt: Date
  readonly token?: PublicTokenText
  readonly doneSteps: readonly string[]
  /** By question: whether the latest answer is right. */
  readonly right: Readonly<Record<string, boolean>>
}

const SIGNATURE_LENGTH = 22
const LONGEST = 300
const WRITTEN = /^(?<parts>.+)\.(?<signature>[^.]+)$/

/** `version.id.started.token.steps.answers.signature`, each of characters that an address takes as they are. */
export function writeTicket(ticket: Ticket, mac: Mac): string {
  const { module, id, startedAt, token = '' } = ticket
  const steps = module.steps.map(({ slug }) => (ticket.doneSteps.includes(slug) ? '1' : '0'))
  const answers = module.questions.map((question) => mark(ticket.right[question.id]))
  const seconds = Math.floor(startedAt.getTime() / 1000).toString(36)
  const parts = [module.version, id, seconds, token, steps.join(''), answers.join('')]
  const text = parts.join('.')
  return `${text}.${signatureOf(module, text, mac)}`
}

/** @throws NotFoundError for what is not ours */
export function readTicket(
  catalogue: Pick<Catalogue, 'getVersion'>,
  { moduleId, text }: { readonly moduleId: string; readonly text: string },
  mac: Mac,
): Ticket {
  const written = text.length > LONGEST ? undefined : WRITTEN.exec(text)?.groups
  const { parts = '', signature = '' } = written ?? {}
  if (!isSameSecret(signature, signatureOf({ id: moduleId }, parts, mac))) {
    throw new NotFoundError('open-address-broken')
  }
  return toTicket(catalogue, moduleId, parts.split('.'))
}

function toTicket(
  catalogue: Pick<Catalogue, 'getVersion'>,
  moduleId: string,
  [version = '', id = '', seconds = '', token = '', ...marks]: readonly string[],
): Ticket {
  const [steps, answers] = marks
  const module = catalogue.getVersion(moduleId, version)
  const done = module.steps.filter((_, index) => steps?.[index] === '1')
  const given = module.questions.flatMap(({ id }, index) => readMark(id, answers?.[index]))
  return {
    module,
    id: id as OpenRunId,
    startedAt: new Date(Number.parseInt(seconds, 36) * 1000),
    ...(token && { token: token as PublicTokenText }),
    doneSteps: done.map(({ slug }) => slug),
    right: Object.fromEntries(given),
  }
}

function signatureOf({ id }: { readonly id: string }, parts: string, mac: Mac): string {
  return mac('open-run', id, parts).slice(0, SIGNATURE_LENGTH)
}

function mark(right: boolean | undefined): string {
  return right === undefined ? '-' : right ? '1' : '0'
}

function readMark(id: string, read: string | undefined): readonly (readonly [string, boolean])[] {
  return read === '1' || read === '0' ? [[id, read === '1']] : []
}

/** As learning asks for it. */
export function progressOf({ doneSteps, right }: Ticket) {
  const answers = Object.entries(right).map(
    ([id, latest]) => [id, { first: latest, latest }] as const,
  )
  return { doneSteps, answers: Object.fromEntries(answers) }
}

export function placeOf(ticket: Ticket) {
  return decidePlace(ticket.module, progressOf(ticket))
}
