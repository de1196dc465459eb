import { getLineItem } from './line-items.ts'
import type { Lms } from './lms.ts'
import { moodleLinks, takePage } from './page-links.ts'
import { resultScope } from './scopes.ts'
import type { ServiceResource } from './service.ts'
import type { Grade, LineItem } from './state.ts'

const containerType = 'application/vnd.ims.lis.v2.resultcontainer+json'
const hanoiOffsetInMs = 7 * 60 * 60 * 1000

export function listResults(lms: Lms): ServiceResource {
  return {
    formats: [containerType],
    scopes: [resultScope],
    answer: (call) => {
      const item = getLineItem(lms, call)
      const userId = call.query['user_id']
      const grades = [...item.grades].filter(([id]) => userId === undefined || id === userId)
      const page = takePage(grades, call.query)
      const itemUrl = lms.urls.lineItem(item.id, call.typeId)
      const resultsUrl = lms.urls.results(item.id, call.typeId)
      return {
        type: containerType,
        body: page.rows.map(([id, grade]) => ({
          id: `${resultsUrl}&user_id=${id}`,
          userId: id,
          ...toOutcome(item, grade, itemUrl),
        })),
        link: moodleLinks(resultsUrl, {}, page),
      }
    },
  }
}

/** A wiped grade is still listed, with nothing to say. */
function toOutcome(item: LineItem, grade: Grade, itemUrl: string): Record<string, unknown> {
  if (grade.score === null) return {}
  return {
    resultScore: grade.score,
    resultMaximum: item.maximum,
    ...(grade.comment === '' ? {} : { comment: grade.comment }),
    scoreOf: itemUrl,
    timestamp: inHanoi(grade.seconds),
  }
}

function inHanoi(seconds: number): string {
  return new Date(seconds * 1000 + hanoiOffsetInMs).toISOString().replace('.000Z', '+07:00')
}
