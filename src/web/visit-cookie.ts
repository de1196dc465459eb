import type { Request, Response } from 'express'

import { hashOf, isToken } from '../runtime/index.ts'
import type { CookieShape } from './cookie-shape.ts'
import type { VisitId } from './visit.ts'

/**
 * Carries the token of a visit; ends with the browser session, since pupils share machines. In a frame where no cookie
 * lives the page itself keeps the token and names it in a header, which no page of another site can send: we answer no
 * CORS question (views/assets/kept-visit.js).
 */
export interface VisitCookie {
  /** Of the header where there is one: then the page, not the browser, says whose visit it is. */
  read(req: Request): string | undefined
  set(res: Response, token: string): void
  clear(res: Response): void
}

const HEADER = 'lachan-visit'

export function createVisitCookie(shape: CookieShape): VisitCookie {
  const name = shape.name('lachan-visit')
  return {
    read(req) {
      const value = req.get(HEADER) ?? shape.read(req, name)
      return value !== undefined && isToken(value) ? value : undefined
    },
    set: (res, token) => void res.cookie(name, token, shape.options),
    clear: (res) => void res.clearCookie(name, shape.options),
  }
}

/** What is stored says nothing about the cookie. */
export function visitIdOf(token: string): VisitId {
  return hashOf('visit', token) as VisitId
}
