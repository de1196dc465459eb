import { expect } from 'chai'
import { decodeProtectedHeader, SignJWT } from 'jose'

import { createKeyRotation } from '../../src/lti/key-rotation.ts'
import type { ToolKeyRepository } from '../../src/lti/tool-key.ts'
import { createToolKeys } from '../../src/lti/tool-keys.ts'
import { createSealer } from '../../src/runtime/index.ts'
import { aClock } from '../support/a-clock.ts'
import { onEveryEngine, type Storage } from '../support/engines.ts'

const HOUR_MS = 60 * 60 * 1000
const DAY_MS = 24 * HOUR_MS
const SECRET = 'a secret of the tests, 32 characters'

onEveryEngine('the rotation of our keys', (opened) => {
  let clock: ReturnType<typeof aClock>
  beforeEach(() => {
    clock = aClock()
  })

  /** What one process has of the keys. */
  function aNode(storage: Storage = opened().storage, secrets: readonly string[] = [SECRET]) {
    return onto(storage.lti.toolKeys, secrets)
  }

  function onto(toolKeys: ToolKeyRepository, secrets: readonly string[] = [SECRET]) {
    const deps = { toolKeys, sealer: createSealer(secrets, 'tool-key'), clock }
    const keys = createToolKeys(deps)
    return {
      rotation: createKeyRotation(deps),
      keys,
      published: async () => (await keys.jwks()).keys.map(({ kid }) => kid),
      /** The key id in the head of something really signed. */
      async signs() {
        const { kid, privateKey } = await keys.current()
        const header = { alg: 'RS256', kid }
        return decodeProtectedHeader(
          await new SignJWT().setProtectedHeader(header).sign(privateKey),
        ).kid
      },
    }
  }

  type Node = ReturnType<typeof aNode>
  const states = async ({ rotation }: Node) => (await rotation.list()).map(({ state }) => state)

  /** Days of one-hour steps; at each the nodes sign and publish, and every signature must be provable everywhere. */
  async function live(nodes: readonly Node[], hours: number) {
    const used = new Set<string | undefined>()
    for (let hour = 0; hour < hours; hour += 1) {
      const sets = await Promise.all(nodes.map((node) => node.published()))
      const signers = await Promise.all(nodes.map((node) => node.signs()))
      for (const set of sets) expect(set).to.include.members(signers)
      for (const kid of signers) used.add(kid)
      await nodes[hour % nodes.length]?.rotation.sweep(clock.now())
      clock.advance(HOUR_MS)
    }
    return used
  }

  it('begins with one key, then holds a next one ready', async () => {
    const node = aNode()
    await node.keys.current()
    expect(await states(node)).to.deep.equal(['current'])
    expect(await node.rotation.sweep(clock.now())).to.equal(0)
    expect(await states(node)).to.deep.equal(['current', 'next'])
    await node.rotation.sweep(clock.now())
    expect(await states(node)).to.deep.equal(['current', 'next'])
  })

  it('says when the new key will sign: a day and an hour after it became public', async () => {
    const node = aNode()
    await node.keys.current()
    const { signsFrom } = await node.rotation.rotate()
    expect(signsFrom!.getTime() - clock.now().getTime()).to.equal(25 * HOUR_MS)
  })

  it('lets a key that has waited long enough sign at once', async () => {
    const node = aNode()
    await node.keys.current()
    await node.rotation.sweep(clock.now())
    clock.advance(3 * DAY_MS)
    const { kid, signsFrom } = await node.rotation.rotate()
    expect(signsFrom).to.deep.equal(clock.now())
    clock.advance(1000)
    expect(await node.signs()).to.equal(kid)
  })

  it('keeps the previous key public for a day and an hour, then forgets it', async () => {
    const node = aNode()
    const before = await node.signs()
    await node.rotation.sweep(clock.now())
    clock.advance(3 * DAY_MS)
    await node.rotation.rotate()
    await node.rotation.sweep(clock.now())
    clock.advance(DAY_MS)
    expect(await node.published())
      .to.include(before)
      .and.to.have.length(3)
    expect(await states(node)).to.deep.equal(['previous', 'current', 'next'])
    clock.advance(HOUR_MS)
    expect(await node.published()).not.to.include(before)
    expect(await node.rotation.sweep(clock.now())).to.equal(1)
    expect(await opened().storage.lti.toolKeys.list()).to.have.length(2)
  })

  it('rotates once, however often and by how many it is asked', async () => {
    const nodes = [aNode(), aNode(opened().reopen())]
    await nodes[0]!.keys.current()
    const asked = await Promise.all(
      Array.from({ length: 6 }, (_, index) => nodes[index % 2]!.rotation.rotate()),
    )
    expect(new Set(asked.map(({ kid }) => kid)).size).to.equal(1)
    expect(new Set(asked.map(({ signsFrom }) => signsFrom?.getTime())).size).to.equal(1)
    clock.advance(HOUR_MS)
    const [first] = asked
    expect(await nodes[1]!.rotation.rotate()).to.deep.equal(first)
    expect(await opened().storage.lti.toolKeys.list()).to.have.length(2)
  })

  it('is seen by the other node within 2 s of its moment', async () => {
    const [one, other] = [aNode(), aNode(opened().reopen())]
    const old = await one.signs()
    expect(await other.signs()).to.equal(old)
    const { kid, signsFrom } = await one.rotation.rotate()
    clock.advance(signsFrom!.getTime() - clock.now().getTime() - 1)
    expect(await other.signs()).to.equal(old)
    clock.advance(2001)
    expect([await one.signs(), await other.signs()]).to.deep.equal([kid, kid])
  })

  it('never signs on any node with a key that some node does not publish, over a week', async () => {
    const nodes = [aNode(), aNode(opened().reopen())]
    await nodes[0]!.keys.current()
    const used = [...(await live(nodes, 30))]
    for (const node of [...nodes, ...nodes]) {
      await node.rotation.rotate()
      used.push(...(await live(nodes, 30)))
    }
    expect(new Set(used).size).to.equal(5)
    expect((await opened().storage.lti.toolKeys.list()).length).to.be.at.most(3)
  })

  /** A process that ends at its nth step in the store. */
  function dyingAfter(steps: number, toolKeys: ToolKeyRepository): ToolKeyRepository {
    let left = steps
    const step = <T>(work: () => Promise<T>) => {
      if (left <= 0) return Promise.reject(new Error('killed'))
      left -= 1
      return work()
    }
    return {
      list: () => step(() => toolKeys.list()),
      add: (key) => step(() => toolKeys.add(key)),
      schedule: (number, signsFrom) => step(() => toolKeys.schedule(number, signsFrom)),
      remove: (number) => step(() => toolKeys.remove(number)),
    }
  }

  for (let steps = 0; steps < 8; steps += 1) {
    it(`heals what a rotation left that was killed at its step ${steps + 1}`, async () => {
      const { toolKeys } = opened().storage.lti
      await onto(dyingAfter(steps, toolKeys))
        .rotation.rotate()
        .catch(() => undefined)
      const node = aNode()
      const old = await node.signs()
      const { kid, signsFrom } = await node.rotation.rotate()
      expect(await node.published()).to.include(old)
      clock.advance(signsFrom!.getTime() - clock.now().getTime())
      expect(await node.signs()).to.equal(kid)
      await node.rotation.sweep(clock.now())
      expect(await states(node)).to.deep.equal(['previous', 'current', 'next'])
    })
  }

  it('makes one first key where two processes start on an empty store', async () => {
    const nodes = [aNode(), aNode(opened().reopen())]
    const kids = await Promise.all(nodes.map((node) => node.signs()))
    expect(new Set(kids).size).to.equal(1)
  })

  it('keeps private halves sealed, and replaces a next key whose secret was dropped', async () => {
    const node = aNode()
    await node.keys.current()
    await node.rotation.sweep(clock.now())
    const [current, next] = await opened().storage.lti.toolKeys.list()
    expect(current?.sealedPrivateKey).to.match(/^v1\./)
    expect(JSON.stringify([current, next])).not.to.contain('PRIVATE KEY')
    const foreign = createSealer(['another secret, 32 characters long'], 'tool-key')
    await opened().storage.lti.toolKeys.remove(2)
    await opened().storage.lti.toolKeys.add({ ...next!, sealedPrivateKey: foreign.seal('x') })
    clock.advance(1000)
    expect(await node.published()).to.deep.equal([current!.kid])
    await node.rotation.sweep(clock.now())
    clock.advance(1000)
    expect(await node.published()).to.have.length(2)
    const { kid } = await node.rotation.rotate()
    expect(kid).not.to.equal(next!.kid)
  })

  it('goes on signing while the store is down, for as long as that is safe', async () => {
    const { toolKeys } = opened().storage.lti
    const node = onto(dyingAfter(4, toolKeys))
    const kid = await node.signs()
    clock.advance(19 * HOUR_MS)
    expect(await node.signs()).to.equal(kid)
    clock.advance(2 * HOUR_MS)
    const refused = await node.signs().catch((error: unknown) => (error as Error).message)
    expect(refused).to.equal('killed')
  })
})
