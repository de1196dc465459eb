import { expect } from 'chai'

import type { Catalogue, Module } from '../../src/catalogue/index.ts'
import { createAttemptKeeper } from '../../src/learning/attempt-keeper.ts'
import { createLessonFinder } from '../../src/learning/lesson-finder.ts'
import { withStepDone } from '../../src/learning/progress.ts'
import { aClock } from '../support/a-clock.ts'
import { aModule } from '../support/a-module.ts'
import { aVisit } from '../support/a-visit.ts'
import { memoryLearning } from '../support/memory-learning.ts'

const [first, second, third] = ['1', '2', '3'].map((version) => aModule({ version })) as [
  Module,
  Module,
  Module,
]

/** The newest of these is current. */
function aFinder(...versions: readonly Module[]) {
  const { attempts: kept } = memoryLearning()
  let asked = 0
  const find: typeof kept.find = (id, now) => {
    asked += 1
    return kept.find(id, now)
  }
  const attempts = createAttemptKeeper({ attempts: { ...kept, find }, clock: aClock() })
  const catalogue: Pick<Catalogue, 'get' | 'versionsOf'> = {
    get: () => versions[0]!,
    versionsOf: () => versions,
  }
  const lessonOf = createLessonFinder({ catalogue, attempts })
  return {
    attempts,
    asked: () => asked,
    versionFor: async (visit = aVisit()) => (await lessonOf(visit, 'B5')).module.version,
  }
}

const leave = (module: Module) => (attempt: Parameters<typeof withStepDone>[0]) =>
  withStepDone(attempt, module.steps[0]!.slug)

describe('which version somebody learns', () => {
  it('is the current one for whoever has begun none', async () => {
    expect(await aFinder(third, second, first).versionFor()).to.equal('3')
  })

  it('stays the one that was begun when a newer one is published', async () => {
    const { attempts, versionFor } = aFinder(third, second, first)
    await attempts.change(aVisit(), second, leave(second))
    expect(await versionFor()).to.equal('2')
    expect(await versionFor(aVisit({ learnerKey: 'somebody-else' as never }))).to.equal('3')
  })

  it('costs no question to the store while there is only one', async () => {
    const { asked, versionFor } = aFinder(first)
    await versionFor()
    expect(asked()).to.equal(0)
  })
})
