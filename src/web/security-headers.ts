import type { IncomingMessage, ServerResponse } from 'node:http'

import type { RequestHandler, Response } from 'express'
import helmet, { type HelmetOptions } from 'helmet'

export interface SecurityHeaderOptions {
  readonly publicUrl: string
  /** Origins of the platforms that may frame us; asked at every answer, since administrators edit them. */
  readonly frameOrigins: () => readonly string[]
}

// nginx gives all headers of an answer 4 KB by default; ours are half of one besides.
const LONGEST_FRAMERS = 2000

const HALF_A_YEAR_S = 180 * 24 * 60 * 60
const SELF = "'self'"
const NONE = "'none'"

// A header value cannot be broken out of with these, and a wildcard host stays possible.
const ORIGIN = /^https?:\/\/[a-z0-9*.-]+(:\d+)?$/i

/**
 * The one table of headers. helmet's defaults break LTI: `no-referrer` makes Chromium send `Origin: null` on our own
 * forms, X-Frame-Options, COOP and CORP block frames, the opener and icons (architecture §4).
 */
function headerTable({ publicUrl, frameOrigins }: SecurityHeaderOptions): HelmetOptions {
  const isHttps = publicUrl.startsWith('https:')
  return {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: [NONE],
        scriptSrc: [SELF],
        styleSrc: [SELF],
        imgSrc: [SELF, 'data:'],
        fontSrc: [SELF],
        mediaSrc: [SELF],
        connectSrc: [SELF],
        formAction: [SELF],
        baseUri: [NONE],
        frameAncestors: [SELF, () => framersIn(frameOrigins())],
      },
    },
    strictTransportSecurity: isHttps && { maxAge: HALF_A_YEAR_S, includeSubDomains: false },
    referrerPolicy: { policy: 'same-origin' },
    xContentTypeOptions: true,
    xPoweredBy: true,
    xDnsPrefetchControl: { allow: false },
    xXssProtection: true,
    xFrameOptions: false,
    crossOriginOpenerPolicy: false,
    crossOriginEmbedderPolicy: false,
    crossOriginResourcePolicy: false,
    originAgentCluster: false,
    xDownloadOptions: false,
    xPermittedCrossDomainPolicies: false,
  }
}

const PERMISSIONS_POLICY = [
  ...['accelerometer', 'camera', 'display-capture', 'geolocation', 'gyroscope', 'microphone'],
  ...['midi', 'payment', 'usb'],
]
  .map((feature) => `${feature}=()`)
  .join(', ')

export function securityHeaders(options: SecurityHeaderOptions): RequestHandler {
  const setByHelmet = helmet(headerTable(options))
  let made: { readonly for: readonly string[]; readonly headers: Headers } | undefined

  /** They change when an administrator changes a platform; to make them anew for each answer takes longer than a page. */
  function headers(): Headers {
    const origins = options.frameOrigins()
    if (made?.for !== origins) made = { for: origins, headers: headersOf(setByHelmet) }
    return made.headers
  }

  return (_req, res, next) => {
    res.removeHeader('X-Powered-By')
    for (const [name, value] of headers()) res.setHeader(name, value)
    next()
  }
}

type Headers = readonly (readonly [name: string, value: string])[]

type SetHeaders = (
  req: IncomingMessage,
  res: ServerResponse,
  next: (error?: unknown) => void,
) => void

/** What helmet would set, and what it does not know. */
function headersOf(setByHelmet: SetHeaders): Headers {
  const headers = new Map([
    ['Permissions-Policy', PERMISSIONS_POLICY],
    // Whatever may be kept says so itself (assets.ts); a page of one pupil never is.
    ['Cache-Control', 'no-store'],
  ])
  const collector = {
    setHeader: (name: string, value: string) => headers.set(name, value),
    removeHeader: (name: string) => headers.delete(name),
  }
  setByHelmet(undefined as never, collector as unknown as ServerResponse, (error) => {
    if (error) throw error as Error
  })
  return [...headers]
}

const CSP = 'Content-Security-Policy'

/**
 * Chromium holds the redirects that follow a form post to `form-action` as well, so a page whose form ends elsewhere
 * names that origin. What a header cannot name, such as an address of IPv6, stays out of it.
 */
export function allowFormAction(res: Response, ...origins: readonly string[]): void {
  const policy = String(res.getHeader(CSP) ?? '')
  const allowed = ['form-action', SELF, ...origins.filter(isOrigin)].join(' ')
  res.set(CSP, policy.replace(`form-action ${SELF}`, allowed))
}

/** Whose answer this is is known: of all platforms only this one may frame it, and no other is named to it. */
export function frameOnlyBy(res: Response, origins: readonly string[]): void {
  const policy = String(res.getHeader(CSP) ?? '')
  const framers = [`frame-ancestors ${SELF}`, ...origins.filter(isOrigin)].join(' ')
  res.set(CSP, policy.replace(/frame-ancestors [^;]*/, framers))
}

/**
 * For pages of whoever signed in with an account, and of the projector: those belong into no LMS. Where tool and LMS
 * are one site, which they are under the domain of one department, the cookie would come along into a page that anybody
 * wrote there, with our buttons below his.
 */
export function refuseFraming(res: Response): void {
  frameOnlyBy(res, [])
}

/**
 * For an answer of which no platform is known, such as that a visit is over. Of very many none is named: the header
 * would outgrow what a reverse proxy takes, and then there is no page at all.
 */
function framersIn(origins: readonly string[]): string {
  const framers = origins.filter(isOrigin).join(' ')
  return framers.length <= LONGEST_FRAMERS ? framers : ''
}

function isOrigin(text: string): boolean {
  return ORIGIN.test(text)
}
