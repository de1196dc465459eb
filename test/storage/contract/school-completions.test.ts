import { expect } from 'chai'

import type { ModuleId } from '../../../src/catalogue/index.ts'
import { completionIdOf } from '../../../src/learning/index.ts'
import type { Day } from '../../../src/runtime/index.ts'
import type { SchoolId } from '../../../src/schools/index.ts'
import type { LearnerKey } from '../../../src/web/index.ts'
import { aBinding, aContextKey } from '../../support/a-binding.ts'
import { aCompletion } from '../../support/a-completion.ts'
import { onEveryEngine, type Storage } from '../../support/engines.ts'

const [school, other] = ['school-1', 'school-2'] as SchoolId[]
const WEEK = { from: '2026-11-23' as Day, to: '2026-11-29' as Day }

async function bind(storage: Storage, contextId: string, schoolId?: SchoolId): Promise<void> {
  const contextKey = aContextKey(contextId)
  await storage.bindings.add(
    aBinding({ contextKey, contextId, ...(schoolId && { schoolId, state: 'assigned' }) }),
  )
}

interface Learned {
  readonly contextId: string
  readonly learner: string
  readonly module?: string
  readonly at?: string
}

async function learn(storage: Storage, learned: Learned): Promise<void> {
  const { contextId, learner, module = 'B5', at = '2026-11-25T02:00:00.000Z' } = learned
  const [learnerKey, moduleId] = [learner as LearnerKey, module as ModuleId]
  await storage.completions.record(
    aCompletion({
      ...{ id: completionIdOf(learnerKey, moduleId, '2026-2027'), learnerKey, moduleId },
      ...{ contextKey: aContextKey(contextId), completedAt: new Date(at) },
    }),
  )
}

onEveryEngine('CompletionCounter', (opened) => {
  it('counts what was completed in the school’s courses, by module', async () => {
    const { storage } = opened()
    await bind(storage, '2', school)
    await bind(storage, '3', school)
    await learn(storage, { contextId: '2', learner: 'an' })
    await learn(storage, { contextId: '3', learner: 'binh' })
    await learn(storage, { contextId: '3', learner: 'binh', module: 'C1' })
    const counts = await storage.schoolCompletions.countOfSchool({ schoolId: school!, ...WEEK })
    expect([...counts].toSorted()).to.deep.equal([
      ['B5', 2],
      ['C1', 1],
    ])
  })

  it('counts nothing of another school’s course, nor of one that nobody knows', async () => {
    const { storage } = opened()
    await bind(storage, '2', other)
    await bind(storage, '3')
    for (const contextId of ['2', '3', '4']) await learn(storage, { contextId, learner: contextId })
    const counts = await storage.schoolCompletions.countOfSchool({ schoolId: school!, ...WEEK })
    expect([...counts]).to.deep.equal([])
  })

  it('takes days as they are in Việt Nam, the first and the last included', async () => {
    const { storage } = opened()
    await bind(storage, '2', school)
    const moments = {
      'a moment before': '2026-11-22T16:59:59.999Z',
      'the first': '2026-11-22T17:00:00.000Z',
      'the last': '2026-11-29T16:59:59.999Z',
      'a moment after': '2026-11-29T17:00:00.000Z',
    }
    for (const [learner, at] of Object.entries(moments)) {
      await learn(storage, { contextId: '2', learner, at })
    }
    const counts = await storage.schoolCompletions.countOfSchool({ schoolId: school!, ...WEEK })
    expect([...counts]).to.deep.equal([['B5', 2]])
  })
})
