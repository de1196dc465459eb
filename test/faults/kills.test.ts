import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout } from 'node:timers/promises'

import { expect } from 'chai'

import { createRandom } from '../../scripts/demo-province/index.ts'
import { onEveryFaultEngine } from './a-fault-store.ts'
import { type FaultWorld, startFaultWorld } from './a-fault-world.ts'
import { startLoad } from './a-load.ts'
import { killLeftNodes, type RunningNode, startNode } from './a-node.ts'
import { gradedPupils, postsByPupil, until } from './scores.ts'
import { tell } from './tell.ts'
import {
  brokenOf,
  completionCountOf,
  expectFigures,
  missingOf,
  sessionsOf,
} from './what-is-there.ts'

const KILLS = 20
const WITHIN_MS = 360_000
const SEED = 20_261_125
const [SHORTEST_MS, LONGEST_MS] = [50, 1500]
// A score that a killed process was sending is held for it until its lease has run out.
const SCORES_WITHIN_MS = 30_000

onEveryFaultEngine(`killed ${KILLS} times under load`, (engine) => {
  let world: FaultWorld
  let node: RunningNode
  before(async () => {
    world = await startFaultWorld(engine.create())
    node = await startNode(world.env)
  })
  after(async () => {
    await node.stop()
    killLeftNodes()
    await world.end()
  })

  it('keeps all that it acknowledged, once, delivers every score and counts right', async function () {
    // MongoDB's stand-in looks for each record from end to end; a busy machine makes that minutes.
    this.timeout(WITHIN_MS)
    const random = createRandom(SEED, engine.name)
    const load = await startLoad(world)
    const { told } = load
    const lost: string[] = []
    for (let kill = 0; kill < KILLS; kill += 1) {
      await setTimeout(random.between(SHORTEST_MS, LONGEST_MS))
      await node.kill()
      // As it is now: what comes later was not acknowledged before this kill.
      const before = {
        completions: new Set(told.completions),
        sessions: new Set(told.sessions),
        confirmed: new Set(told.confirmed),
      }
      node = await startNode(world.env)
      lost.push(...(await missingOf(world, before)))
    }
    await load.finish()
    expect(lost).to.deep.equal([])
    expect(told.surprises).to.deep.equal([])

    const deliveredAfter = await until(() => gradedPupils(world).size >= told.completions.size, {
      within: SCORES_WITHIN_MS,
      what: 'every score in the gradebook',
    })
    const posts = postsByPupil(world)
    const isOnce = ({ statuses, timestamps }: { statuses: number[]; timestamps: Set<string> }) =>
      statuses.filter((status) => status === 200).length === 1 && timestamps.size === 1
    expect([...posts.values()].filter((one) => !isOnce(one))).to.deep.equal([])
    expect([...gradedPupils(world)].toSorted()).to.deep.equal([...told.completions].toSorted())

    expect(await missingOf(world, told)).to.deep.equal([])
    await world.look(async (storage) => {
      const sessions = await sessionsOf(storage)
      expect(sessions.map(({ id }) => id).toSorted()).to.deep.equal([...told.sessions].toSorted())
      expect(brokenOf(sessions)).to.deep.equal([])
      expect(await completionCountOf(storage)).to.equal(told.completions.size)
      expect(await storage.completions.listWithScoreIntent(9)).to.deep.equal([])
      const all = { waiting: 0, delivered: told.completions.size, abandoned: 0 }
      await until(async () => (await storage.deliveries.countByState()).waiting === 0, {
        within: SCORES_WITHIN_MS,
        what: 'every delivery noted',
      })
      expect(await storage.deliveries.countByState()).to.deep.equal(all)
    })
    await setTimeout(1500)
    await expectFigures(world, told)
    if (world.store.folder) expectWhole(world.store.folder)
    const repeated = [...posts.values()].filter(({ statuses }) => statuses.length > 1).length
    tell(engine.name, {
      kills: KILLS,
      'requests without an answer': told.cuts,
      'completions acknowledged': told.completions.size,
      'sessions acknowledged': told.sessions.size,
      confirmed: told.confirmed.size,
      lost: lost.length,
      'scores posted more than once': repeated,
      'last score after ms': deliveredAfter,
    })
  })
})

function expectWhole(folder: string): void {
  for (const name of ['facts.db', 'visits.db']) {
    const file = new DatabaseSync(path.join(folder, name))
    try {
      expect(file.prepare('PRAGMA integrity_check').all()).to.deep.equal([
        { integrity_check: 'ok' },
      ])
    } finally {
      file.close()
    }
  }
}
