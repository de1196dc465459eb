import { expect } from 'chai'

import type { RunId, RunSearch, SessionId } from '../../../src/sessions/index.ts'
import { aRun } from '../../support/a-run.ts'
import { aSchool } from '../../support/a-school.ts'
import { onEveryEngine } from '../../support/engines.ts'
import { codeOf } from '../../support/rejection.ts'

const SINCE = new Date('2026-11-16T00:00:00.000Z')
const another = aSchool({ code: '72000413' })

const search = (overrides: Partial<RunSearch> = {}): RunSearch => ({
  personKey: 'lti:teacher-1',
  since: SINCE,
  ...overrides,
})

onEveryEngine('RunRepository', (opened) => {
  it('gives back what was written, moments and counts included', async () => {
    const { runs } = opened().storage
    const run = aRun({
      contextKey: 'course-1',
      polls: [{ blockId: 'binh-chon', counts: { a: 3, b: 27 } }],
      endedAt: new Date('2026-11-23T00:52:00.000Z'),
      lastSeenAt: new Date('2026-11-23T00:53:00.000Z'),
      sessionId: 'session-1' as SessionId,
    })
    await runs.add(run)
    expect(await runs.find(run.id)).to.deep.equal(run)
    expect(await runs.find('another' as RunId)).to.equal(undefined)
  })

  it('keeps the first run of an id: the same press twice is one run', async () => {
    const { runs } = opened().storage
    await runs.add(aRun())
    await runs.add(aRun({ slideCount: 3 }))
    expect(await runs.find(aRun().id)).to.deep.equal(aRun())
  })

  it('replaces only the revision before', async () => {
    const { storage, reopen } = opened()
    await storage.runs.add(aRun())
    await storage.runs.replace(aRun({ slideReached: 4, revision: 2 }))
    const late = aRun({ slideReached: 3, revision: 2 })
    expect(await codeOf(reopen().runs.replace(late))).to.equal('run-changed')
    expect(await storage.runs.find(aRun().id)).to.deep.include({ slideReached: 4, revision: 2 })
  })

  it('lists what nobody has recorded, of a person or of a school, each once and the latest first', async () => {
    const { runs } = opened().storage
    const noon = new Date('2026-11-23T05:00:00.000Z')
    const own = aRun({ schoolId: another.id, id: 'own' as RunId })
    const both = aRun({ id: 'both' as RunId, startedAt: noon })
    const colleague = aRun({ id: 'colleague' as RunId, personKey: 'lti:teacher-2' })
    const stranger = aRun({
      id: 'stranger' as RunId,
      personKey: 'lti:teacher-3',
      schoolId: another.id,
    })
    for (const run of [own, both, colleague, stranger]) await runs.add(run)
    const ids = async (asked: RunSearch) =>
      (await runs.listUnrecorded(asked)).map(({ id }) => id as string)
    expect(await ids(search())).to.deep.equal(['both', 'own'])
    const ofSchool = await ids(search({ schoolId: aSchool().id }))
    expect(ofSchool[0]).to.equal('both')
    expect(ofSchool).to.have.members(['both', 'own', 'colleague'])
  })

  it('leaves out what is recorded and what is too old', async () => {
    const { runs } = opened().storage
    const lastSecondBefore = new Date(SINCE.getTime() - 1)
    await runs.add(aRun({ id: 'recorded' as RunId, sessionId: 'session-1' as SessionId }))
    await runs.add(aRun({ id: 'old' as RunId, startedAt: lastSecondBefore }))
    await runs.add(aRun({ id: 'just' as RunId, startedAt: SINCE }))
    expect((await runs.listUnrecorded(search())).map(({ id }) => id)).to.deep.equal(['just'])
  })
})
