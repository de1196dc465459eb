import express, { type RequestHandler } from 'express'

import { isOutdated, keepScore, type Score } from './grades.ts'
import { getLineItem } from './line-items.ts'
import { type Lms, nowInSeconds } from './lms.ts'
import { findPupilById } from './people.ts'
import { isRecord, parseJson } from './request-values.ts'
import { scoreScope } from './scopes.ts'
import { ServiceRefusal, type ServiceResource } from './service.ts'

const scoreType = 'application/vnd.ims.lis.v1.score+json'
const isoInstant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:?\d\d)$/

/** The spec's words; Moodle itself takes any, a witness does not. */
const activityWords = ['Initialized', 'Started', 'InProgress', 'Submitted', 'Completed']
const gradingWords = ['FullyGraded', 'Pending', 'PendingManual', 'Failed', 'NotReady']

export const readBody: RequestHandler = express.text({ type: () => true, limit: '256kb' })

/** Writes down everything that arrives at /scores, what it was answered, and that it was not. */
export function recordScorePost(lms: Lms): RequestHandler {
  return (req, res, next) => {
    const url = `${lms.urls.base}${req.originalUrl}`
    const sent: unknown = req.body
    const post = { at: lms.clock.now(), status: 0, body: parseJson(sent) ?? sent, url }
    lms.state.scorePosts.push(post)
    res.on('finish', () => (post.status = res.statusCode))
    next()
  }
}

export function publishScore(lms: Lms): ServiceResource {
  return {
    formats: [scoreType],
    scopes: [scoreScope],
    answer: (call) => {
      const item = getLineItem(lms, call)
      const score = parseScore(call.body)
      if (isOutdated(item, score)) {
        const reason = `Refusing score with an earlier timestamp for item ${item.id}`
        throw new ServiceRefusal(409, `${reason} and user ${score.userId}`, true)
      }
      keepScore(item, score, nowInSeconds(lms.clock))
      return { type: scoreType }
    },
  }
}

function parseScore(body: unknown): Score {
  if (!isRecord(body)) throw incorrect()
  const userId = readUserId(body['userId'])
  const given = readNumber(body['scoreGiven'])
  const maximum = readNumber(body['scoreMaximum']) ?? 1
  if (maximum <= 0 || !activityWords.includes(String(body['activityProgress']))) throw incorrect()
  if (!gradingWords.includes(String(body['gradingProgress']))) throw incorrect()
  const seconds = readSeconds(body['timestamp'])
  const comment = typeof body['comment'] === 'string' ? body['comment'] : ''
  const fullyGraded = body['gradingProgress'] === 'FullyGraded'
  return { userId, given, maximum, comment, fullyGraded, seconds }
}

function readUserId(value: unknown): string {
  const userId = typeof value === 'number' ? String(value) : value
  if (typeof userId !== 'string' || !findPupilById(userId)) throw incorrect()
  return userId
}

function readNumber(value: unknown): number | undefined {
  if (value === undefined || value === null) return undefined
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
  if (typeof number !== 'number' || !Number.isFinite(number)) throw incorrect()
  return number
}

function readSeconds(value: unknown): number {
  const at = typeof value === 'string' && isoInstant.test(value) ? Date.parse(value) : NaN
  if (Number.isNaN(at)) throw incorrect()
  return Math.floor(at / 1000)
}

function incorrect(): ServiceRefusal {
  return new ServiceRefusal(400, 'Incorrect score received', true)
}
