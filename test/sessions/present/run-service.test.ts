import { expect } from 'chai'

import type { Run, RunRepository, SessionId } from '../../../src/sessions/index.ts'
import { createRunService } from '../../../src/sessions/present/run-service.ts'
import { aClock } from '../../support/a-clock.ts'
import { aLogger } from '../../support/a-logger.ts'
import { aCatalogue, aModule } from '../../support/a-module.ts'
import { aRun, aRunOrigin } from '../../support/a-run.ts'
import { onEveryEngine, type Storage } from '../../support/engines.ts'
import { codeOf } from '../../support/rejection.ts'

onEveryEngine('the service of runs', (opened) => {
  const serviceOn = (storage: Storage, runs: RunRepository = storage.runs) =>
    createRunService({
      ...storage,
      runs,
      catalogue: aCatalogue(aModule()),
      clock: aClock(),
      logger: aLogger().logger,
    })
  const atSlide = (slide: number) => () => ({ slide, polls: [], hasEnded: false })

  /** Before each write somebody else is faster, so often. */
  function overtaken(storage: Storage, times: number): RunRepository {
    let left = times
    return {
      ...storage.runs,
      async replace(run) {
        if (left > 0) {
          left -= 1
          const before = (await storage.runs.find(run.id))!
          await storage.runs.replace({ ...before, revision: before.revision + 1 })
        }
        await storage.runs.replace(run)
      },
    }
  }

  it('starts one run for a code, of the version that was offered, and no second', async () => {
    const service = serviceOn(opened().storage)
    const code = await service.offer(aRunOrigin())
    const run = await service.start(code)
    expect(run).to.deep.include({ ...aRunOrigin(), slideCount: 9, grades: [4, 5] })
    expect(await service.get(run!.id)).to.deep.equal(run)
    expect(await service.start(code)).to.equal(undefined)
  })

  it('writes a report though others write at the same moment', async () => {
    const { storage } = opened()
    await storage.runs.add(aRun())
    const service = serviceOn(storage, overtaken(storage, 3))
    expect(await service.report(aRun().id, atSlide(5))).to.include({ slideReached: 5, revision: 5 })
  })

  it('gives up where it is always too late, and says so', async () => {
    const { storage } = opened()
    await storage.runs.add(aRun())
    const service = serviceOn(storage, overtaken(storage, 1000))
    expect(await codeOf(service.report(aRun().id, atSlide(5)))).to.equal('run-changed')
  })

  it('is recorded once: the first session holds', async () => {
    const { storage } = opened()
    await storage.runs.add(aRun())
    const service = serviceOn(storage)
    await service.markRecorded(aRun().id, 'session-1' as SessionId)
    await service.markRecorded(aRun().id, 'session-2' as SessionId)
    const { sessionId, revision }: Run = await service.get(aRun().id)
    expect([sessionId, revision]).to.deep.equal(['session-1', 2])
  })
})
