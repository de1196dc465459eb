import { expect } from 'chai'

import type { ModuleId } from '../../../src/catalogue/index.ts'
import type { OpenRunId } from '../../../src/open/index.ts'
import type { Day } from '../../../src/runtime/index.ts'
import type { SchoolId } from '../../../src/schools/index.ts'
import { anOpenRun } from '../../support/an-adult.ts'
import { onEveryEngine } from '../../support/engines.ts'

const [school, other] = ['school-1', 'school-2'] as [SchoolId, SchoolId]
const WEEK = { from: '2026-11-23' as Day, to: '2026-11-29' as Day }
const id = (name: string) => name as OpenRunId

onEveryEngine('OpenRunRepository', (opened) => {
  const count = async () => [
    ...(await opened().storage.openRuns.countOfSchool({ schoolId: school, ...WEEK })),
  ]

  it('counts the finished runs of a school by module', async () => {
    const { openRuns } = opened().storage
    await openRuns.record(anOpenRun({ id: id('1'), schoolId: school }))
    await openRuns.record(anOpenRun({ id: id('2'), schoolId: school }))
    await openRuns.record(anOpenRun({ id: id('3'), schoolId: school, moduleId: 'P2' as ModuleId }))
    expect((await count()).toSorted()).to.deep.equal([
      ['P1', 2],
      ['P2', 1],
    ])
  })

  it('counts a run once that is recorded twice', async () => {
    const { openRuns } = opened().storage
    const run = anOpenRun({ schoolId: school })
    await Promise.all([openRuns.record(run), openRuns.record(run)])
    await openRuns.record(run)
    expect(await count()).to.deep.equal([['P1', 1]])
  })

  it('counts nothing of another school, nor of none', async () => {
    const { openRuns } = opened().storage
    await openRuns.record(anOpenRun({ id: id('1'), schoolId: other }))
    await openRuns.record(anOpenRun({ id: id('2') }))
    expect(await count()).to.deep.equal([])
  })

  it('counts all runs of the province by module, with a school and without', async () => {
    const { openRuns } = opened().storage
    await openRuns.record(anOpenRun({ id: id('1'), schoolId: school }))
    await openRuns.record(anOpenRun({ id: id('2'), schoolId: other }))
    await openRuns.record(anOpenRun({ id: id('3') }))
    await openRuns.record(anOpenRun({ id: id('4'), moduleId: 'P2' as ModuleId }))
    for (const day of ['2026-11-22', '2026-11-30'] as Day[]) {
      await openRuns.record(anOpenRun({ id: id(day), day }))
    }
    const counts = await openRuns.countOfDays(WEEK)
    const inOrder = counts.toSorted((one, two) => one.moduleId.localeCompare(two.moduleId))
    expect(inOrder).to.deep.equal([
      { moduleId: 'P1', ofSchools: 2, ofNone: 1 },
      { moduleId: 'P2', ofSchools: 0, ofNone: 1 },
    ])
    expect(await openRuns.countOfDays({ ...WEEK, to: WEEK.from })).to.have.length(2)
  })

  it('counts the first day and the last, and none beside them', async () => {
    const { openRuns } = opened().storage
    for (const day of ['2026-11-22', '2026-11-23', '2026-11-29', '2026-11-30'] as Day[]) {
      await openRuns.record(anOpenRun({ id: id(day), schoolId: school, day }))
    }
    expect(await count()).to.deep.equal([['P1', 2]])
  })
})
