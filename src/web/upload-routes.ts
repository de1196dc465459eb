import { MIMEType } from 'node:util'

import { raw, type RequestHandler, Router } from 'express'

import { MalformedRequestError, TooManyRequestsError } from '../errors/index.ts'
import { currentVisit } from './visits.ts'

const MULTIPART = 'multipart/form-data'
// A file's own limit is 10 MB; around it stand a few short fields.
const LIMIT = '11mb'
const MOST_PARTS = 50
// Each lies in memory whole, for as long as it is answered. A press twice is two.
const MOST_AT_ONCE = 2
const RETRY_AFTER_S = 10

/**
 * For a form that carries a file; every other body stays as small as formBody() allows. Its text fields end in
 * `req.body` as they do there, so the proof of the form is checked as usual. Only somebody with a visit is listened to
 * at such length.
 */
export function uploadRoutes(): Router {
  const router = Router()
  router.post('/', fewAtOnce(), raw({ type: MULTIPART, limit: LIMIT }), async (req, _res, next) => {
    const body: unknown = req.body
    if (Buffer.isBuffer(body)) req.body = await toFields(body, req.get('content-type') ?? '')
    next()
  })
  return router
}

/** Node's own parser of multipart bodies; whole in memory, which the limit above allows. */
interface FormSource {
  formData(): Promise<FormData>
}

/** Of one person; whoever has no visit is not listened to at all. */
function fewAtOnce(): RequestHandler {
  const underWay: string[] = []
  return (_req, res, next) => {
    const { accountId, learnerKey } = currentVisit(res)
    const who = accountId ?? learnerKey
    if (underWay.filter((one) => one === who).length >= MOST_AT_ONCE)
      throw new TooManyRequestsError('too-many-requests', { retryAfterS: RETRY_AFTER_S })
    underWay.push(who)
    res.once('close', () => underWay.splice(underWay.indexOf(who), 1))
    next()
  }
}

async function toFields(body: Buffer, contentType: string): Promise<Record<string, unknown>> {
  refuseManyParts(body, contentType)
  const headers = { 'content-type': contentType }
  const source: FormSource = new Response(Uint8Array.from(body), { headers })
  try {
    return Object.fromEntries(await source.formData())
  } catch (error) {
    throw new MalformedRequestError('malformed-request', {}, error)
  }
}

/** Node's parser takes any number, and seconds for all that fit into the limit; nobody else is served meanwhile. */
function refuseManyParts(body: Buffer, contentType: string): void {
  const boundary = boundaryOf(contentType)
  if (boundary === undefined) throw new MalformedRequestError('malformed-request')
  let parts = 0
  for (let at = body.indexOf(boundary); at >= 0; at = body.indexOf(boundary, at + 1)) {
    parts += 1
    if (parts > MOST_PARTS) throw new MalformedRequestError('malformed-request')
  }
}

function boundaryOf(contentType: string): string | undefined {
  try {
    const boundary = new MIMEType(contentType).params.get('boundary')
    return boundary ? `--${boundary}` : undefined
  } catch {
    return undefined
  }
}

/** The bytes of the file that was chosen; undefined where none was. */
export async function uploadedFile(body: unknown, field: string): Promise<Uint8Array | undefined> {
  const fields = typeof body === 'object' && body !== null ? Object.entries(body) : []
  const file: unknown = fields.find(([name]) => name === field)?.[1]
  return file instanceof File && file.size > 0
    ? new Uint8Array(await file.arrayBuffer())
    : undefined
}
