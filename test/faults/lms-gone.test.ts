import { setTimeout } from 'node:timers/promises'

import { expect } from 'chai'

import { onEveryFaultEngine } from './a-fault-store.ts'
import { type FaultWorld, startFaultWorld } from './a-fault-world.ts'
import { startLoad } from './a-load.ts'
import { killLeftNodes, type RunningNode, startNode } from './a-node.ts'
import { gradedPupils, postsByPupil, until } from './scores.ts'
import { tell } from './tell.ts'

const LOAD_MS = 3000
const REFUSING_MS = 5000
const GONE_MS = 4000
const BACK_WITHIN_MS = 45_000
// The gap before the second try; each later one is twice as long at least (passback/delivery.ts).
const FIRST_GAP_MS = 2000

onEveryFaultEngine('the LMS refuses scores, goes and comes back', (engine) => {
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

  it('gets every score once, at the pace of the backoff and not all at one instant', async () => {
    world.lms.fault.set('scores', { status: 503 })
    const load = await startLoad(world, { pupils: 8, recorders: [] })
    await setTimeout(LOAD_MS)
    await load.finish()
    const { told } = load
    expect(told.surprises).to.deep.equal([])
    await setTimeout(REFUSING_MS)
    const refused = world.lms.scorePosts().length
    const comeBack = await world.stopLms()
    await setTimeout(GONE_MS)
    await comeBack()
    const backAt = Date.now()
    await until(() => gradedPupils(world).size >= told.completions.size, {
      within: BACK_WITHIN_MS,
      what: 'every score in the gradebook',
    })
    const posts = [...postsByPupil(world).values()]
    expect(posts).to.have.length(told.completions.size)
    const accepted = posts.map(({ statuses }) => statuses.filter((one) => one === 200).length)
    expect(accepted.every((count) => count === 1)).to.equal(true)
    expect(posts.every(({ timestamps }) => timestamps.size === 1)).to.equal(true)
    expect(tooSoonOf(world)).to.deep.equal([])
    const afterMs = world.lms
      .scorePosts()
      .filter(({ status }) => status === 200)
      .map(({ at }) => at.getTime() - backAt)
    const seconds = Map.groupBy(afterMs, (ms) => Math.floor(ms / 1000))
    const most = Math.max(...Array.from(seconds.values(), ({ length }) => length))
    expect(seconds.size, 'seconds in which scores came').to.be.greaterThan(1)
    expect(most, 'scores in one second').to.be.lessThan(told.completions.size * 0.75)
    tell(engine.name, {
      scores: told.completions.size,
      'posts refused': refused,
      'seconds in which they came': seconds.size,
      'most in one second': most,
      'last after ms': Math.max(...afterMs),
    })
  })
})

/** Pupils whose score was sent again before its time. */
function tooSoonOf({ lms }: FaultWorld): readonly string[] {
  const byPupil = Map.groupBy(lms.scorePosts(), ({ body }) => (body as { userId: string }).userId)
  return Array.from(byPupil)
    .filter(([, posts]) =>
      posts.some(({ at }, index) => {
        const before = posts[index - 1]
        const least = FIRST_GAP_MS * 2 ** (index - 1)
        return before !== undefined && at.getTime() - before.at.getTime() < least
      }),
    )
    .map(([userId]) => userId)
}
