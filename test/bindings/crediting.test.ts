import { expect } from 'chai'

import type { Day } from '../../src/runtime/index.ts'
import type { School } from '../../src/schools/index.ts'
import { contextKeyOf, type LearnerKey } from '../../src/web/index.ts'
import { anOrigin } from '../support/a-binding.ts'
import { aCompletion } from '../support/a-completion.ts'
import { anArea } from '../support/a-school.ts'
import { aContent, aKey, LTI_TEACHER } from '../support/a-session.ts'
import { onEveryEngine } from '../support/engines.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'
import { A, aBindingsWorld, B, OFFICER } from './a-bindings-world.ts'

const YEAR = { from: '2026-09-01' as Day, to: '2027-05-31' as Day }
const origin = anOrigin()
const contextKey = contextKeyOf(origin)

onEveryEngine('what was learnt before a course was assigned', (opened) => {
  it('counts for the school from then on, each pupil once, and moves when the course does', async () => {
    const { bindings, completions, schoolCompletions } = opened().storage
    const { service } = aBindingsWorld({ bindings })
    const assign = async ({ id: schoolId }: School) =>
      service.assign({ ...(await service.bindingOf(origin)), schoolId, by: OFFICER })
    const countOf = async ({ id: schoolId }: School) =>
      (await schoolCompletions.countOfSchool({ schoolId, ...YEAR })).get('B5') ?? 0
    for (const learnerKey of ['learner-1', 'learner-2', 'learner-1']) {
      const whose = { learnerKey: learnerKey as LearnerKey }
      await completions.record(aCompletion({ origin, contextKey, ...whose }))
    }
    await service.bindingOf(origin)
    expect([await countOf(A), await countOf(B)]).to.deep.equal([0, 0])
    await assign(A)
    expect([await countOf(A), await countOf(B)]).to.deep.equal([2, 0])
    await assign(B)
    expect([await countOf(A), await countOf(B)]).to.deep.equal([0, 2])
  })
})

describe('sessions recorded in a course without a school', () => {
  let app: TestApp
  beforeEach(async () => {
    app = await startTestApp()
    await app.deps.storage.areas.saveAll([anArea()])
    await app.deps.storage.schools.saveAll([A, B])
    await app.deps.directory.reload()
  })
  afterEach(() => app.stop())

  it('go to the school that the course is assigned to, once, wherever it moves later', async () => {
    const { bindings, sessions, storage } = app.deps
    const assign = async ({ id: schoolId }: School) =>
      bindings.assign({ ...(await bindings.bindingOf(origin)), schoolId, by: OFFICER })
    const sessionsOf = ({ id }: School) => storage.sessions.listOfSchool(id, YEAR.from, YEAR.to)
    const record = (key: string, place: object = { contextKey }) =>
      sessions.service.record({ place, key, content: aContent(), who: LTI_TEACHER })
    await record(aKey('1'))
    await record(aKey('2'))
    await assign(A)
    await assign(A)
    const credited = await sessionsOf(A)
    expect(credited).to.have.length(2)
    expect(credited.map(({ state }) => state)).to.deep.equal(['held', 'held'])
    await assign(B)
    expect(await sessionsOf(A)).to.deep.equal(credited)
    expect(await sessionsOf(B)).to.deep.equal([])
  })
})
