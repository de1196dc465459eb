import { expect } from 'chai'

import type { ModuleId } from '../../../src/catalogue/index.ts'
import type { TrainedPerson } from '../../../src/coverage/index.ts'
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

  it('keeps the mark of the name that was typed last', async () => {
    const { trainings } = opened().storage
    const training = await trainings.record(aTraining({ schoolId }))
    for (const nameMark of ['mark-1', 'mark-2']) await trainings.markName(training, nameMark)
    expect(await trainings.find(training.id)).to.deep.equal({ ...training, nameMark: 'mark-2' })
  })

  it('marks nobody who has not finished', async () => {
    const { trainings } = opened().storage
    await trainings.markName(aTraining(), 'mark-1')
    expect(await trainings.find(aTraining().id)).to.equal(undefined)
  })

  it('knows nothing of who has not finished', async () => {
    expect(await opened().storage.trainings.find(aTraining().id)).to.equal(undefined)
  })
})

onEveryEngine('TrainedLister', (opened) => {
  const list = async (schoolYear = '2026-2027') => {
    const found = await opened().storage.trainedStaff.listOfSchool({ schoolId, schoolYear })
    return found.toSorted((one, other) => (orderOf(one) < orderOf(other) ? -1 : 1))
  }
  const record = (overrides: Partial<Training>) =>
    opened().storage.trainings.record(aTraining(overrides))
  const bind = (contextId: string) =>
    opened().storage.bindings.add(
      aBinding({ contextKey: aContextKey(contextId), contextId, schoolId, state: 'assigned' }),
    )

  it('lists each module that an account of the school finished, with the mark of a name', async () => {
    await record({ personKey: key('an'), schoolId, nameMark: 'mark-an' })
    await record({ personKey: key('an'), schoolId, moduleId: T2 })
    expect(await list()).to.deep.equal([
      { personKey: 'an', way: '' },
      { personKey: 'an', way: '', nameMark: 'mark-an' },
    ])
  })

  it('lists those of the school’s courses, with the registration that they came by', async () => {
    await bind('2')
    await bind('3')
    await record({ personKey: key('an'), contextKey: aContextKey('2') })
    await record({ personKey: key('binh'), contextKey: aContextKey('3'), nameMark: 'mark-binh' })
    await record({ personKey: key('chi'), contextKey: aContextKey('4') })
    const way = aBinding().registrationId
    expect(await list()).to.deep.equal([
      { personKey: 'an', way },
      { personKey: 'binh', way, nameMark: 'mark-binh' },
    ])
  })

  it('lists nobody of another school or another year', async () => {
    await record({ personKey: key('an'), schoolId: 'school-2' })
    await record({ personKey: key('binh'), schoolId, schoolYear: '2025-2026' })
    expect(await list()).to.deep.equal([])
    expect(await list('2025-2026')).to.have.length(1)
  })
})

function orderOf({ personKey, nameMark = '' }: TrainedPerson): string {
  return `${personKey} ${nameMark}`
}
