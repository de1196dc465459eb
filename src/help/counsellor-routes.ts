import { type Request, type Response, Router } from 'express'

import { ConflictError, NotFoundError } from '../errors/index.ts'
import type { School } from '../schools/index.ts'
import { type ContactsRoutesDeps, draftOf, nextRevisionOf, todayOf } from './contacts-routes.ts'
import { counsellorPage, type ShownCounsellor } from './counsellor-page.ts'
import { parseCounsellor } from './help-form.ts'
import type { Counsellor } from './help-record.ts'
import { confirm } from './last-checked.ts'
import { paths } from './paths.ts'

const FIELDS = ['name', 'phone', 'about']

/** `/schools/:code/counsellor`: where pupils of a school find somebody to talk to. */
export function counsellorRoutes(deps: ContactsRoutesDeps): Router {
  const router = Router()
  router.get('/:code/counsellor', async (req, res) => {
    const school = await allowedSchool(deps, req, res)
    show(deps, res, { school, isSaved: req.query['saved'] === '1', today: todayOf(deps) })
  })
  router.post('/:code/counsellor', async (req, res) => {
    const school = await allowedSchool(deps, req, res)
    const draft = draftOf(req, FIELDS)
    const today = todayOf(deps)
    const key = { schoolId: school.id, revision: nextRevisionOf(req), checkedOn: today }
    const parsed = parseCounsellor(draft, key)
    const refused = 'problems' in parsed ? parsed.problems : await refusalOf(deps, parsed.record)
    if (refused.length === 0) {
      res.redirect(303, `${paths.counsellor(school.code)}?saved=1`)
      return
    }
    res.status(422)
    show(deps, res, {
      school,
      isSaved: false,
      today,
      refused: { key: 'counsellor', draft, problems: refused },
    })
  })
  router.post('/:code/counsellor/checked', async (req, res) => {
    const school = await allowedSchool(deps, req, res)
    const find = () => deps.book.counsellorOf(school.id)
    await confirm(deps.book, { find, seen: nextRevisionOf(req) - 1, today: todayOf(deps) })
    res.redirect(303, `${paths.counsellor(school.code)}?saved=1`)
  })
  return router
}

async function refusalOf({ book }: ContactsRoutesDeps, record: Counsellor) {
  try {
    await book.save(record)
    return []
  } catch (error) {
    if (!(error instanceof ConflictError)) throw error
    await book.reload()
    return [{ field: 'name', code: 'help-record-changed' }]
  }
}

async function allowedSchool(
  { directory, allow }: ContactsRoutesDeps,
  req: Request<{ code: string }>,
  res: Response,
): Promise<School> {
  const school = directory.byCode(req.params.code)
  // Who may edit none learns nothing of which there are.
  await allow(res, 'school.edit', school ? { schoolId: school.id } : {})
  if (!school) throw new NotFoundError('school-not-found')
  return school
}

function show(
  { book, texts, renderPage }: ContactsRoutesDeps,
  res: Response,
  shown: ShownCounsellor,
): void {
  renderPage(
    res,
    'help/counsellor',
    counsellorPage(book.counsellorOf(shown.school.id), shown, texts),
  )
}
