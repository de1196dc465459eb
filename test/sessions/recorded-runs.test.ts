import { expect } from 'chai'

import { type RunId, type SessionId, sessionIdOf } from '../../src/sessions/index.ts'
import { createRecordedRuns } from '../../src/sessions/recorded-runs.ts'
import { aContextKey } from '../support/a-binding.ts'
import { aLogger } from '../support/a-logger.ts'
import { aRun } from '../support/a-run.ts'
import { aSchool } from '../support/a-school.ts'
import { aSession } from '../support/a-session.ts'

const place = aSchool().id
const run = aRun()
const session = aSession({ id: sessionIdOf(place, run.id) })

function recordedRuns(isBroken = false) {
  const { logger, lines } = aLogger()
  const marked: (readonly [RunId, SessionId])[] = []
  const recorded = createRecordedRuns({
    logger,
    runs: {
      find: (id) => Promise.resolve(id === run.id ? run : undefined),
      listUnrecorded: () => Promise.resolve([run, aRun({ id: 'run-2' as RunId })]),
    },
    runService: {
      markRecorded(...mark) {
        if (isBroken) return Promise.reject(new Error('the store is gone'))
        marked.push(mark)
        return Promise.resolve()
      },
    },
    service: { find: (id) => Promise.resolve(id === session.id ? session : undefined) },
  })
  return { ...recorded, marked, lines }
}

const search = { personKey: run.personKey, schoolId: place, since: new Date(0) }

describe('runs and the sessions that they were recorded as', () => {
  it('are told apart from those that nobody recorded, and the run hears of it', async () => {
    const { listUnrecorded, marked } = recordedRuns()
    const ids = (await listUnrecorded(search, place)).map(({ id }) => id)
    expect(ids).to.deep.equal(['run-2'])
    expect(marked).to.deep.equal([[run.id, session.id]])
  })

  it('are found by the course in which the run began, and by the school that it has now', async () => {
    const { sessionOf } = recordedRuns()
    const { schoolId: _none, ...lost } = run
    const ofCourse = { ...lost, contextKey: aContextKey('2') }
    expect(await sessionOf(ofCourse, place)).to.deep.equal(session)
    expect(await sessionOf(ofCourse, 'elsewhere')).to.equal(undefined)
    expect(await sessionOf({ ...lost, sessionId: session.id }, '')).to.deep.equal(session)
  })

  it('stand where the run cannot be told, which somebody reads in the log', async () => {
    const { sessionOf, lines } = recordedRuns(true)
    expect(await sessionOf(run, place)).to.deep.equal(session)
    expect(lines.join()).to.include('run not marked as recorded')
  })

  it('mark a run once', async () => {
    const { note, marked } = recordedRuns()
    await note({ ...run, sessionId: session.id }, session.id)
    expect(marked).to.deep.equal([])
  })
})
