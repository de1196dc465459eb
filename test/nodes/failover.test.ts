import { setTimeout } from 'node:timers/promises'

import { expect } from 'chai'

import { openStorage, type Storage } from '../../src/dependencies.ts'
import { StoreUnavailableError } from '../../src/errors/index.ts'
import { completionIdOf } from '../../src/learning/index.ts'
import type { LearnerKey } from '../../src/web/index.ts'
import { aCompletion } from '../support/a-completion.ts'
import { aDatabaseUrl, dropDatabase, withDatabase } from '../support/a-mongo-connection.ts'
import { aSession } from '../support/a-session.ts'

const ELECTIONS = 3
const BETWEEN_ELECTIONS_MS = 15_000
const BACK_WITHIN_MS = 30_000
const REPLACERS = 8
const AGAIN_AFTER_MS = 100

const server = process.env['MONGODB_URL']
const isWanted = process.env['MONGODB_FAILOVER'] === '1'

/** Nobody is asked whether the members agree: the primary goes now, and the others elect. */
function stepDown(url: string): Promise<void> {
  return withDatabase(url, async (connection) => {
    const command = { replSetStepDown: 10, secondaryCatchUpPeriodSecs: 5 }
    const told = connection.getClient().db('admin').command(command)
    // The old primary hangs up on whoever told it.
    await told.catch(() => undefined)
  })
}

/** As people do: what was refused is sent again. Whatever else goes wrong is a defect. */
async function untilAcknowledged<T>(work: () => Promise<T>): Promise<T> {
  const deadline = Date.now() + BACK_WITHIN_MS
  for (;;) {
    try {
      return await work()
    } catch (error) {
      if (!(error instanceof StoreUnavailableError) || Date.now() > deadline) throw error
      await setTimeout(AGAIN_AFTER_MS)
    }
  }
}

function completionOf(index: number) {
  const learnerKey = `learner-${index}` as LearnerKey
  const { moduleId, schoolYear } = aCompletion()
  return aCompletion({ learnerKey, id: completionIdOf(learnerKey, moduleId, schoolYear) })
}

/** Writes one after the other until told to stop; gives how many were acknowledged. */
function startWriting({ completions }: Storage) {
  const stopped = new AbortController()
  const write = async () => {
    let count = 0
    for (; !stopped.signal.aborted; count += 1) {
      const completion = completionOf(count)
      await untilAcknowledged(() => completions.record(completion))
    }
    return count
  }
  const written = write()
  return () => {
    stopped.abort()
    return written
  }
}

describe('a replica set whose primary steps down', function () {
  this.timeout(5 * 60_000) // waits for elections

  if (!server || !isWanted) {
    it.skip(
      'failover: needs a replica set. MONGODB_FAILOVER=1 MONGODB_URL=mongodb://a,b,c/?replicaSet=… npm run test:mongo',
    )
    return
  }

  const url = aDatabaseUrl(server)
  let nodes: readonly Storage[]
  before(async () => {
    nodes = await Promise.all([
      openStorage({ engine: 'mongodb', url }),
      openStorage({ engine: 'mongodb', url }),
    ])
  })
  after(async () => {
    await Promise.all(nodes.map((node) => node.close()))
    await dropDatabase(url)
  })

  it('keeps everything that was acknowledged, and goes on without a hand', async () => {
    const [one, other] = nodes
    const stop = startWriting(one!)
    for (let election = 0; election < ELECTIONS; election += 1) {
      await setTimeout(BETWEEN_ELECTIONS_MS)
      await stepDown(url)
    }
    await setTimeout(BETWEEN_ELECTIONS_MS)
    const count = await stop()
    expect(count).to.be.greaterThan(100)
    for (let index = 0; index < count; index += 1) {
      const { id } = completionOf(index)
      expect(await other!.completions.find(id), id).not.to.equal(undefined)
    }
  })

  it('lets one win of those who change one revision while it elects', async () => {
    const [one, other] = nodes
    const session = aSession()
    await untilAcknowledged(() => one!.sessions.add(session))
    const elected = stepDown(url)
    const outcomes = await Promise.all(
      Array.from({ length: REPLACERS }, (_, index) =>
        (index % 2 ? one! : other!).sessions
          .replace({ ...session, minutes: 30 + index, revision: 2 })
          .then(
            () => 'won',
            (error: unknown) => (error instanceof StoreUnavailableError ? 'unknown' : 'lost'),
          ),
      ),
    )
    await elected
    expect(outcomes.filter((outcome) => outcome === 'won').length).to.be.at.most(1)
    const stored = await untilAcknowledged(() => other!.sessions.find(session.id))
    const winner = outcomes.indexOf('won')
    if (winner !== -1) expect(stored?.minutes).to.equal(30 + winner)
    else expect(outcomes).to.include('unknown')
  })

  it('lets one hold a lease while it elects', async () => {
    const [now, soon] = [new Date(), new Date(Date.now() + 60_000)]
    const elected = stepDown(url)
    const held = await Promise.all(
      nodes.map(({ leases }) => untilAcknowledged(() => leases.acquire('a-score', now, soon))),
    )
    await elected
    // One that was told nothing may hold it; two may not.
    expect(held.filter(Boolean).length).to.be.at.most(1)
  })
})
