import { gunzipSync } from 'node:zlib'

import { Pool } from 'undici'

/** A browser, or a program with a token. */
export interface Client {
  get(path: string): Promise<Answer>
  /** Form-encoded, as our own pages send it. */
  post(path: string, fields: Readonly<Record<string, string>>): Promise<Answer>
  close(): Promise<void>
}

export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  /** As it came. */
  readonly body: Buffer
  readonly ms: number
}

const ANSWER_WITHIN_MS = 120_000
const LIMITS = { headersTimeout: ANSWER_WITHIN_MS, bodyTimeout: ANSWER_WITHIN_MS, pipelining: 1 }
const PERSON = { accept: 'text/html' }
const PROGRAM = { accept: 'application/json' }
const FORM = { 'content-type': 'application/x-www-form-urlencoded' }

export interface ClientOptions {
  readonly connections?: number
  readonly bearer?: string
}

export function openClient(origin: string, options: ClientOptions = {}): Client {
  const { connections = 1, bearer } = options
  const pool = new Pool(origin, { connections, ...LIMITS })
  const cookies = new Map<string, string>()
  const known = {
    'accept-encoding': 'gzip',
    ...(bearer === undefined ? PERSON : { ...PROGRAM, authorization: `Bearer ${bearer}` }),
  }

  async function send(path: string, form?: string): Promise<Answer> {
    const startedAt = performance.now()
    const { statusCode, headers, body } = await pool.request({
      path,
      method: form === undefined ? 'GET' : 'POST',
      headers: { ...known, cookie: toHeader(cookies), ...(form !== undefined && FORM) },
      body: form ?? null,
    })
    const bytes = Buffer.from(await body.arrayBuffer())
    const ms = performance.now() - startedAt
    for (const line of [headers['set-cookie'] ?? []].flat()) remember(cookies, line)
    return { status: statusCode, headers: plainOf(headers), body: bytes, ms }
  }

  return {
    get: (path) => send(path),
    post: (path, fields) => send(path, new URLSearchParams(fields).toString()),
    close: () => pool.close(),
  }
}

function plainOf(headers: Readonly<Record<string, string | string[] | undefined>>) {
  const pairs = Object.entries(headers).map(([name, value]) => [name, String(value)] as const)
  return Object.fromEntries(pairs)
}

export function textOf({ headers, body }: Answer): string {
  return (headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body).toString()
}

function toHeader(cookies: ReadonlyMap<string, string>): string {
  return [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
}

function remember(cookies: Map<string, string>, line: string): void {
  const [pair = ''] = line.split(';', 1)
  cookies.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1))
}

/** A hidden field of a page's first form. */
export function fieldOf(page: string, name: string): string {
  const [, value] = new RegExp(`name="${name}" value="([^"]*)"`).exec(page) ?? []
  if (value === undefined) throw new Error(`no field ${name} on the page`)
  return value
}

/** The number of a figure of a page of ours. */
export function figureOn(page: string, name: string): number {
  const [, value] = new RegExp(`data-figure="${name}" data-value="(-?\\d+)"`).exec(page) ?? []
  if (value === undefined) throw new Error(`no figure ${name} on the page`)
  return Number(value)
}

/** Signs in as a person does, by the link that came. */
export async function signIn(client: Client, linkPath: string): Promise<Client> {
  const form = await client.get(linkPath)
  const { status } = await client.post(linkPath, { _visit: fieldOf(textOf(form), '_visit') })
  if (status !== 303) throw new Error(`signing in was answered ${status}`)
  return client
}
