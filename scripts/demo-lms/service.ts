import type { Request, RequestHandler, Response } from 'express'

import type { Lms } from './lms.ts'
import { type Parameters, parseJson, readQuery } from './request-values.ts'
import type { AccessToken } from './state.ts'

export interface ServiceCall {
  readonly query: Parameters
  readonly pathIds: Parameters
  readonly typeId: string
  readonly body: unknown
}

export interface ServiceAnswer {
  readonly status?: number
  readonly type: string
  /** Nothing for an answer without a body. */
  readonly body?: unknown
  readonly link?: string | undefined
}

export interface ServiceResource {
  /** Media types taken (POST, PUT) or given (GET), compared exactly as Moodle does. */
  readonly formats: readonly string[]
  /** Any one of these is enough. */
  readonly scopes: readonly string[]
  answer(call: ServiceCall): ServiceAnswer
}

/** A service's no, with the reason phrase Moodle would put on the status line. */
export class ServiceRefusal extends Error {
  override readonly name = 'ServiceRefusal'
  readonly status: number
  readonly emptyList: boolean

  constructor(status: number, reason: string, emptyList = false) {
    super(reason)
    this.status = status
    this.emptyList = emptyList
  }
}

export function serve(lms: Lms, resource: ServiceResource): RequestHandler {
  return (req, res) => {
    try {
      checkFormat(req, resource.formats)
      const typeId = checkAccess(lms, req, resource.scopes)
      const query = readQuery(req)
      const pathIds = req.params as Parameters
      sendAnswer(res, resource.answer({ query, pathIds, typeId, body: parseJson(req.body) }))
    } catch (error) {
      if (!(error instanceof ServiceRefusal)) throw error
      sendRefusal(req, res, error)
    }
  }
}

/** What Moodle says to an address, method or media type it has no handler for: 400, before any token. */
export const noSuchService: RequestHandler = (req, res) => sendRefusal(req, res, noHandler(req))

function checkFormat(req: Request, formats: readonly string[]): void {
  if (req.method === 'DELETE') return
  const isGet = req.method === 'GET'
  const format = (isGet ? req.headers.accept : req.headers['content-type']) ?? ''
  const anything = isGet && (format === '' || format.includes('*/*'))
  if (!anything && !formats.includes(format)) throw noHandler(req)
}

function checkAccess(lms: Lms, req: Request, scopes: readonly string[]): string {
  const { tool } = lms.state
  const token = findToken(lms, req)
  if (!tool || token?.clientId !== tool.clientId) throw new ServiceRefusal(401, 'Unauthorized')
  const typeId = readQuery(req)['type_id']
  if (typeId !== undefined && typeId !== tool.deploymentId) {
    throw new ServiceRefusal(401, 'Unauthorized')
  }
  if (!scopes.some((scope) => token.scopes.includes(scope))) {
    throw new ServiceRefusal(403, 'Insufficient scope')
  }
  return tool.deploymentId
}

function findToken({ state, clock }: Lms, req: Request): AccessToken | undefined {
  const [, value = ''] = /^Bearer +(\S+)$/i.exec(req.headers.authorization ?? '') ?? []
  const token = state.accessTokens.get(value)
  return token && token.expiresAt > clock.now() ? token : undefined
}

function noHandler(req: Request): ServiceRefusal {
  const { accept = '', 'content-type': contentType = '' } = req.headers
  const shown = req.method === 'GET' ? `${accept} ` : ` ${contentType}`
  return new ServiceRefusal(400, `No handler found for ${req.path} ${shown}`)
}

function sendAnswer(res: Response, answer: ServiceAnswer): void {
  res.status(answer.status ?? 200).setHeader('Content-Type', `${answer.type}; charset=utf-8`)
  // Header bytes are Latin-1 to Node, while Moodle writes its curly quotes as UTF-8.
  if (answer.link) res.setHeader('Link', Buffer.from(answer.link, 'utf8').toString('latin1'))
  // Sent as bytes: in front of a string Node would encode the header as the string, twice over.
  res.end(Buffer.from(answer.body === undefined ? '' : JSON.stringify(answer.body)))
}

function sendRefusal(req: Request, res: Response, refusal: ServiceRefusal): void {
  const details = {
    status: refusal.status,
    reason: refusal.message,
    request: {
      method: req.method,
      url: req.originalUrl,
      accept: req.headers.accept ?? '',
      contentType: req.headers['content-type'] ?? '',
    },
  }
  res.statusMessage = refusal.message.replace(/[^\x20-\x7e]/g, '?')
  res.status(refusal.status).setHeader('Content-Type', 'application/json; charset=utf-8')
  res.end(refusal.emptyList ? '[]' : JSON.stringify(details, null, 4))
}
