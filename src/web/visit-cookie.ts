import type { Request, Response } from 'express'

import { hashOf, isToken } from '../runtime/index.ts'
import type { CookieShape } from './cookie-shape.ts'
import type { VisitId } from './visit.ts'

/** Carries the token of a visit; ends with the browser session, since pupils share machines. */
export interface VisitCookie {
  read(req: Request): string | undefined
  set(res: Response, token: string): void
  clear(res: Response): void
}

export function createVisitCookie(shape: CookieShape): VisitCookie {
  const name = shape.name('lachan-visit')
  return {
    read(req) {
      const value = shape.read(req, name)
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
