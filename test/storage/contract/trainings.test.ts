import { expect } from 'chai'

import type { ModuleId } from '../../../src/catalogue/index.ts'
import type { Training } from '../../../src/learning/index.ts'
import type { Day } from '../../../src/runtime/index.ts'
import type { SchoolId } from '../../../src/schools/index.ts'
import type { LearnerKey } from '../../../src/web/index.ts'
import { aBinding, aContextKey } from '../../support/a-binding.ts'
import { aTraining } from '../../support/an-adult.ts'
import { onEveryEngine } from '../../support/engines.ts'

const schoolId = 'school-1' as SchoolId
const key = (name: string) => name as LearnerKey
const T2 = 'T2' as ModuleId

onEveryEngine('TrainingRepository', (opened) => {
  it('keeps the first day on which a person finished a module in a school year', async () => {
    const { trainings } = opened().storage
    const first = aTraining({ schoolId, contextKey: aContextKey('2') })
    const later = { ...first, trainedOn: '2026-12-01' as Day }
    expect(await trainings.record(first)).to.deep.equal(first)
    expect(await trainings.record(later)).to.deep.equal(first)
    expect(await trainings.find(first.id)).to.deep.equal(first)
  })

  it('knows nothing of who has not finished', async () => {
    expect(await opened().storage.trainings.find(aTraining().id)).to.equal(undefined)
  })
})

onEveryEngine('TrainedCounter', (opened) => {
  const count = (schoolYear = '2026-2027') =>
    opened().storage.trainedStaff.countOfSchool({ schoolId, schoolYear })
  const record = (overrides: Partial<Training>) =>
    opened().storage.trainings.record(aTraining(overrides))

  it('counts people, whatever number of modules each has finished', async () => {
    await record({ personKey: key('an'), schoolId })
    await record({ personKey: key('an'), schoolId, moduleId: T2 })
    await record({ personKey: key('binh'), schoolId })
    expect(await count()).to.equal(2)
  })

  it('counts those of the school’s courses, and who is of two of them once', async () => {
    const { bindings } = opened().storage
    for (const contextId of ['2', '3']) {
      const contextKey = aContextKey(contextId)
      await bindings.add(aBinding({ contextKey, contextId, schoolId, state: 'assigned' }))
    }
    await record({ personKey: key('an'), contextKey: aContextKey('2') })
    await record({ personKey: key('an'), contextKey: aContextKey('3'), moduleId: T2 })
    await record({ personKey: key('binh'), contextKey: aContextKey('3') })
    await record({ personKey: key('chi'), contextKey: aContextKey('4') })
    expect(await count()).to.equal(2)
  })

  it('counts nobody of another school or another year', async () => {
    await record({ personKey: key('an'), schoolId: 'school-2' })
    await record({ personKey: key('binh'), schoolId, schoolYear: '2025-2026' })
    expect(await count()).to.equal(0)
    expect(await count('2025-2026')).to.equal(1)
  })
})
