import { type Response, Router } from 'express'

import type { Clock } from '../runtime/index.ts'
import { type RenderPage, textField, type Texts } from '../web/index.ts'
import type { PassbackPages } from './passback-pages.ts'
import { paths } from './paths.ts'
import type { ScoreBoard } from './score-board.ts'
import { scoresPage } from './scores-page.ts'

const LONGEST_ID = 100
const LONGEST_COUNT = 9

export interface ScoreRoutesDeps {
  readonly board: ScoreBoard
  /** @throws VisitExpiredError, ForbiddenError('not-allowed') */
  readonly allow: (
    res: Response,
    action: 'score.read' | 'score.retry',
    scope: object,
  ) => Promise<unknown>
  readonly mayAnywhere: (res: Response, action: 'score.retry') => Promise<boolean>
  readonly clock: Clock
  readonly texts: Texts
  readonly renderPage: RenderPage<PassbackPages>
}

/** `/platforms/scores`: what is owed to which LMS, and why it is not there yet. */
export function scoreRoutes({ board, ...deps }: ScoreRoutesDeps): Router {
  const router = Router()
  router.get('/scores', async (req, res) => {
    await deps.allow(res, 'score.read', {})
    const shown = {
      scores: await board.list(),
      mayRetry: await deps.mayAnywhere(res, 'score.retry'),
      now: deps.clock.now(),
      retried: countOf(textField(req.query, 'retried', LONGEST_COUNT)),
    }
    deps.renderPage(res, 'passback/scores', scoresPage(shown, deps.texts))
  })
  router.post('/scores/retry', async (req, res) => {
    await deps.allow(res, 'score.retry', {})
    const count = await board.retry(textField(req.body, 'platform', LONGEST_ID) ?? '')
    res.redirect(303, paths.retried(count))
  })
  return router
}

function countOf(text: string | undefined): number | undefined {
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : undefined
}
