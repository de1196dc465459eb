import { STAGE_STATUSES } from '../requirements/index.ts'
import { STAGES } from '../schools/index.ts'

const count = { type: 'integer', minimum: 0 }
const ratio = { type: ['number', 'null'], description: 'null where there is nothing to divide by' }
const text = { type: 'string' }
const day = { type: 'string', format: 'date' }

function object(properties: Readonly<Record<string, unknown>>, optional: readonly string[] = []) {
  const required = Object.keys(properties).filter((name) => !optional.includes(name))
  return { type: 'object', properties, required }
}

function query(name: string, schema: object, description: string) {
  return { name, in: 'query', required: name === 'period', schema, description }
}

const stageCoverage = object({
  stage: { type: 'string', enum: STAGES },
  status: { type: 'string', enum: STAGE_STATUSES },
  sessions: { ...count, description: 'valid and confirmed' },
  present: count,
  enrolled: count,
  completions: count,
  dueOn: day,
})

const trainedPeople = 'staff who finished a module for staff; in none of the three figures'

const schoolCoverage = object({
  code: text,
  name: text,
  area: { type: ['string', 'null'], description: 'commune' },
  completions: count,
  trained: { ...count, description: trainedPeople },
  stages: { type: 'array', items: stageCoverage },
})

const coverage = object(
  {
    period: text,
    asOf: { type: 'string', format: 'date-time' },
    obligated: count,
    met: count,
    ratio,
    byStage: object(
      Object.fromEntries(STAGES.map((stage) => [stage, object({ obligated: count, met: count })])),
    ),
    reach: object({ enrolled: count, present: count, ratio }),
    modules: object({ completions: count, expected: count, ratio }),
    trained: object({
      people: { ...count, description: trainedPeople },
      schoolYear: { ...text, description: 'the one in which the period begins, `2026-2027`' },
    }),
    schools: { type: 'array', items: schoolCoverage },
    next: { ...text, description: 'cursor of the next page; absent on the last' },
  },
  ['next'],
)

const problem = object({ type: text, title: text, status: count, detail: text, errorId: text })

function problemResponse(description: string) {
  return { description, content: { 'application/problem+json': { schema: problem } } }
}

/** What `/api/v1/openapi.json` says about this API (OpenAPI 3.1). */
export function openApi(publicUrl: string) {
  return {
    openapi: '3.1.0',
    info: { title: 'Lá Chắn', version: '1' },
    servers: [{ url: `${publicUrl}/api/v1` }],
    security: [{ bearer: [] }],
    paths: {
      '/coverage': {
        get: {
          operationId: 'getCoverage',
          summary: 'Which schools met what they owe in a period',
          parameters: [
            query('period', text, 'ID of the period'),
            query('area', text, 'ID or name of an area'),
            query('limit', { type: 'integer', minimum: 1, maximum: 1000, default: 100 }, 'schools'),
            query('cursor', text, '`next` of the page before'),
          ],
          responses: {
            200: {
              description: 'figures of the whole part asked for, and one page of its schools',
              content: { 'application/json': { schema: coverage } },
            },
            401: problemResponse('no token, or one that does not hold'),
            403: problemResponse('the account may not read this part'),
            404: problemResponse('no such period or area'),
            422: problemResponse('a parameter is missing or wrong'),
          },
        },
      },
    },
    components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } } },
  }
}
