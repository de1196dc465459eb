import type { CookieOptions, Request, Response } from 'express'

import { createToken, isToken } from '../runtime/index.ts'

/** The cookie that ties a login and its launch to one browser (lti.md §7, rung 1). */
export interface BrowserCookie {
  read(req: Request): string | undefined
  /** Whether one from an earlier login will not come back with the launch. */
  readonly onlyWhileNew: boolean
  /** Sets a fresh one; whether it sticks is seen at the next request. */
  set(res: Response): void
}

/** How a cookie of ours is written; web/ decides it once for all cookies. */
export interface CookieShape {
  readonly name: (plain: string) => string
  readonly options: CookieOptions
  readonly read: (req: Request, name: string) => string | undefined
  /** Whether the browser gives it to a post from another site only while it is new. */
  readonly onlyWhileNew: boolean
}

export function createBrowserCookie(shape: CookieShape): BrowserCookie {
  const name = shape.name('lachan-browser')
  return {
    onlyWhileNew: shape.onlyWhileNew,
    read(req) {
      const value = shape.read(req, name)
      return value !== undefined && isToken(value) ? value : undefined
    },
    set(res) {
      res.cookie(name, createToken(), shape.options)
    },
  }
}
