import type { RequestHandler } from 'express'

import type { Texts } from '../web/index.ts'
import type { Actors } from './actors.ts'
import { staffBarOf } from './staff-bar.ts'

export interface StaffBarDeps {
  readonly actors: Pick<Actors, 'roughActorOf'>
  readonly texts: Texts
}

/** Ahead of every page: leaves the bar of whoever works here for the layout. */
export function staffBar({ actors, texts }: StaffBarDeps): RequestHandler {
  return async (req, res, next) => {
    const { visit } = res.locals
    if (visit?.role === 'staff') {
      const shown = { path: req.path, task: visit.task }
      const bar = staffBarOf(await actors.roughActorOf(res), shown, texts)
      if (bar) res.locals.bar = bar
    }
    next()
  }
}
