import { Router } from 'express'

import type { Catalogue } from '../catalogue/index.ts'
import { shownPeriod } from '../coverage/index.ts'
import { isAllowed, NotFoundError } from '../errors/index.ts'
import type { PeriodRepository } from '../requirements/index.ts'
import { type Clock, createReadable, dayOf } from '../runtime/index.ts'
import type { School, SchoolDirectory, SchoolId } from '../schools/index.ts'
import type { Allow } from '../staff/index.ts'
import { type HelpNear, qrImage, type RenderPage, type Texts } from '../web/index.ts'
import type { OpenPages } from './open-pages.ts'
import type { OpenRunRepository } from './open-run.ts'
import { paths } from './paths.ts'
import { posterPage } from './poster-page.ts'
import type { PublicToken, PublicTokenRepository, PublicTokenText } from './public-token.ts'

export interface PosterRoutesDeps {
  readonly catalogue: Pick<Catalogue, 'list'>
  readonly directory: Pick<SchoolDirectory, 'byCode'>
  readonly publicTokens: PublicTokenRepository
  readonly openRuns: Pick<OpenRunRepository, 'countOfSchool'>
  readonly periods: Pick<PeriodRepository, 'list'>
  readonly helpNear: (schoolId: SchoolId | undefined) => HelpNear
  readonly allow: Allow
  readonly publicUrl: string
  readonly clock: Clock
  readonly texts: Texts
  readonly renderPage: RenderPage<OpenPages>
}

const TOKEN_LENGTH = 8

/** `/schools/:code/poster`: what a school hangs up or hands out for parents. */
export function posterRoutes(deps: PosterRoutesDeps): Router {
  const { allow, publicTokens, clock, texts, renderPage } = deps
  const router = Router()
  const newToken = ({ id }: School): PublicToken => ({
    schoolId: id,
    token: createReadable(TOKEN_LENGTH) as PublicTokenText,
    madeAt: clock.now(),
  })

  router.get('/:code/poster', async (req, res) => {
    const school = await schoolFor(deps, req.params.code, (scope) =>
      allow(res, 'poster.print', scope),
    )
    const token = await publicTokens.add(newToken(school))
    const modules = deps.catalogue.list().filter(({ audience }) => audience === 'parents')
    const mayRenew = await isAllowed(allow(res, 'poster.renew', { schoolId: school.id }))
    const counts = await countsOf(deps, school)
    const poster = { school, token, modules, mayRenew, counts, publicUrl: deps.publicUrl }
    res.locals.helpNear = deps.helpNear(school.id)
    renderPage(res, 'open/poster', await posterPage({ ...poster, drawQr: qrImage }, texts))
  })
  router.post('/:code/poster/renew', async (req, res) => {
    const school = await schoolFor(deps, req.params.code, (scope) =>
      allow(res, 'poster.renew', scope),
    )
    await publicTokens.replace(newToken(school))
    res.redirect(303, paths.poster(school))
  })
  return router
}

/** Who may see none learns nothing of which there are. */
async function schoolFor(
  { directory }: PosterRoutesDeps,
  code: string,
  check: (scope: { readonly schoolId?: School['id'] | undefined }) => Promise<unknown>,
): Promise<School> {
  const school = directory.byCode(code)
  await check({ schoolId: school?.id })
  if (!school) throw new NotFoundError('school-not-found')
  return school
}

async function countsOf({ periods, openRuns, clock }: PosterRoutesDeps, { id }: School) {
  const open = (await periods.list()).filter(({ state }) => state === 'open')
  const period = shownPeriod(open, dayOf(clock.now()))
  if (!period) return undefined
  const { from, to, name } = period
  return { period: name, of: await openRuns.countOfSchool({ schoolId: id, from, to }) }
}
