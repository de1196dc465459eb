import { type Request, type RequestHandler, Router } from 'express'

import { areaReader, type CoverageReader } from '../coverage/index.ts'
import { ForbiddenError, InvalidInputError } from '../errors/index.ts'
import type { Clock } from '../runtime/index.ts'
import type { AreaId, SchoolDirectory } from '../schools/index.ts'
import type { Actor, Places } from '../staff/index.ts'
import { type AccountLimits, textField } from '../web/index.ts'
import { coverageJson } from './coverage-json.ts'
import { findArea } from './find-area.ts'
import { openApi } from './openapi.ts'

export interface ApiDeps {
  readonly reader: CoverageReader
  /**
   * Who sent the token in `Authorization: Bearer`.
   * @throws VisitExpiredError without a token that holds
   */
  readonly bearerActor: (req: Request) => Promise<Actor>
  readonly accountLimits: Pick<AccountLimits, 'countApiRequest'>
  readonly directory: Pick<SchoolDirectory, 'areas' | 'areaById'> & Places
  readonly clock: Clock
  readonly publicUrl: string
}

const LONGEST = 200
const MOST_SCHOOLS = 1000
const USUAL_SCHOOLS = 100

/** `/api/v1`: JSON for other systems of the department. No cookie counts here, so no page can make a browser ask. */
export function apiRoutes(deps: ApiDeps): Router {
  const router = Router()
  router.use(answersJson)
  router.get('/openapi.json', (_req, res) => {
    res.json(openApi(deps.publicUrl))
  })
  router.get('/coverage', async (req, res) => {
    res.set('WWW-Authenticate', 'Bearer')
    const answer = await coverageOf(deps, req)
    res.removeHeader('WWW-Authenticate')
    res.json(answer)
  })
  return router
}

/** A failure is `application/problem+json` here, whatever the client says that it accepts. */
const answersJson: RequestHandler = (req, _res, next) => {
  req.headers.accept = 'application/problem+json, application/json'
  next()
}

async function coverageOf(deps: ApiDeps, req: Request) {
  const { reader, directory, clock } = deps
  // Who asks comes first: a stranger learns nothing about areas and periods.
  const actor = await deps.bearerActor(req)
  if (actor.kind === 'account') await deps.accountLimits.countApiRequest(actor.accountId)
  const who = areaReader(actor, directory)
  const asked = textField(req.query, 'area', LONGEST)
  const areaId = asked ? findArea(directory, asked).id : who.areaId
  if (!who.mayRead(areaId)) throw new ForbiddenError('not-allowed')
  const period = await reader.period(periodOf(req))
  const { figures, cells } = await reader.figures({ period, areaId })
  const after = cursorOf(req)
  const page = await reader.listByCode({
    periodId: period.id,
    ...(cells && { cells }),
    ...(after !== undefined && { after }),
    limit: limitOf(req),
  })
  return coverageJson({
    period,
    asOf: clock.now(),
    figures,
    rows: page.rows,
    areaName: (id) => (id ? (directory.areaById(id as AreaId)?.name ?? '') : ''),
    next: page.next === undefined ? undefined : Buffer.from(page.next).toString('base64url'),
  })
}

function periodOf({ query }: Request): string {
  const id = textField(query, 'period', LONGEST)
  if (id === undefined) throw new InvalidInputError('period-missing')
  return id
}

function limitOf({ query }: Request): number {
  const limit = Number(textField(query, 'limit', LONGEST) ?? USUAL_SCHOOLS)
  if (Number.isInteger(limit) && limit >= 1 && limit <= MOST_SCHOOLS) return limit
  throw new InvalidInputError('limit-invalid')
}

/** Opaque to the client: today the code of the last school that it saw. */
function cursorOf({ query }: Request): string | undefined {
  const cursor = textField(query, 'cursor', LONGEST)
  return cursor === undefined ? undefined : Buffer.from(cursor, 'base64url').toString()
}
