import type { Connection } from 'mongoose'

import type { CompletionCounter } from '../../coverage/index.ts'
import { addDays, startOf } from '../../runtime/index.ts'
import { type BindingDocument, bindingSchema } from './bindings.ts'
import { type CompletionDocument, completionSchema } from './completions.ts'
import { documentsIn } from './documents.ts'

/** Completions of a school are those of its courses; an index covers the question. */
export function createSchoolCompletions(connection: Connection): CompletionCounter {
  const bindings = documentsIn<BindingDocument>(connection, 'bindings', bindingSchema)
  const completions = documentsIn<CompletionDocument>(connection, 'completions', completionSchema)
  return {
    async countOfSchool({ schoolId, from, to }) {
      const courses = await bindings.values('_id', { schoolId })
      if (courses.length === 0) return new Map()
      const completedAt = { $gte: startOf(from), $lt: startOf(addDays(to, 1)) }
      return completions.countBy('moduleId', { contextKey: { $in: courses }, completedAt })
    },
  }
}
