import { type RequestHandler, Router } from 'express'

import { course } from './course.ts'
import {
  createLineItem,
  deleteLineItem,
  listLineItems,
  readLineItem,
  updateLineItem,
} from './line-items.ts'
import type { Lms } from './lms.ts'
import { listMembers } from './memberships.ts'
import { listResults } from './results.ts'
import { publishScore, readBody, recordScorePost } from './scores.ts'
import { noSuchService, serve } from './service.ts'

/** Assignment and Grade Services, Names and Role Provisioning: Moodle's services.php. */
export function serviceRoutes(lms: Lms): Router {
  const router = Router()
  const items = `/${course.id}/lineitems`
  const item = `${items}/:item/lineitem`
  router.use(readBody)
  router.get(items, serve(lms, listLineItems(lms)))
  router.post(items, lms.faults.gate('line-item'), serve(lms, createLineItem(lms)))
  router.get(item, serve(lms, readLineItem(lms)))
  router.put(item, serve(lms, updateLineItem(lms)))
  router.delete(item, serve(lms, deleteLineItem(lms)))
  router.post(
    `${item}/scores`,
    recordScorePost(lms),
    lms.faults.gate('scores'),
    serve(lms, publishScore(lms)),
  )
  router.get(`${item}/results`, serve(lms, listResults(lms)))
  router.get(
    `/CourseSection/${course.id}/bindings/:type/memberships`,
    countMemberRequest(lms),
    lms.faults.gate('members'),
    serve(lms, listMembers(lms)),
  )
  router.use(noSuchService)
  return router
}

function countMemberRequest({ state }: Lms): RequestHandler {
  return (_req, _res, next) => {
    state.counters.memberRequests += 1
    next()
  }
}
