import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout } from 'node:timers/promises'

import { expect } from 'chai'

import { deliveryOf } from '../../src/passback/index.ts'
import { aWalker, type Walker } from '../support/a-walker.ts'
import { onEveryFaultEngine } from './a-fault-store.ts'
import { emailOf, type FaultWorld, startFaultWorld } from './a-fault-world.ts'
import { nothingTold, signIn, startLoad, userIdOf } from './a-load.ts'
import { type Env, freePort, killLeftNodes, type RunningNode, startNode } from './a-node.ts'
import { type Proxy, startProxy } from './a-proxy.ts'
import { gradedPupils, postsByPupil, until } from './scores.ts'
import { tell } from './tell.ts'
import {
  brokenOf,
  completionCountOf,
  expectFigures,
  missingOf,
  sessionsOf,
} from './what-is-there.ts'

const LOAD_MS = 6000
const SEEN_WITHIN_MS = 2000
const BACKLOG = 150
const LMS_LATE_MS = 100
const FIRST_OWED = 5000
const NEW_SCHOOL = 'Trường Tiểu học Tân Lập 2'

onEveryFaultEngine('two processes on one store', (engine) => {
  let world: FaultWorld
  let nodes: readonly RunningNode[]
  let proxy: Proxy
  let line: Proxy
  before(async () => {
    const ports = [await freePort(), await freePort()]
    proxy = await startProxy(ports.map((port) => ({ host: '127.0.0.1', port })))
    // Slow, so that both processes are at the same work at once.
    const lmsPort = await freePort()
    line = await startProxy([{ host: '127.0.0.1', port: lmsPort }], LMS_LATE_MS)
    world = await startFaultWorld(engine.create(), {
      port: proxy.port,
      lmsUrl: { port: lmsPort, publicUrl: `http://127.0.0.1:${line.port}` },
    })
    nodes = await Promise.all(ports.map((port) => startNode({ ...world.env, PORT: String(port) })))
  })
  after(async () => {
    for (const node of nodes) await node.stop()
    killLeftNodes()
    await proxy.cut()
    await line.cut()
    await world.end()
  })

  it('do no work twice and lose none, though a request goes to either', async () => {
    // No token, so no score leaves: what waits is then there for both at once.
    world.lms.fault.set('token', { status: 503 })
    const load = await startLoad(world, { pupils: 4, recorders: ['colleague'] })
    await setTimeout(LOAD_MS)
    world.lms.fault.set('token', null)
    await load.finish()
    const { told } = load
    expect(told.surprises).to.deep.equal([])
    await until(() => gradedPupils(world).size >= told.completions.size, {
      within: 30_000,
      what: 'every score in the gradebook',
    })
    await setTimeout(2000)
    const posts = [...postsByPupil(world).values()].map(({ statuses }) => statuses)
    expect(posts.filter((statuses) => statuses.join() !== '200')).to.deep.equal([])
    expect([...gradedPupils(world)].toSorted()).to.deep.equal([...told.completions].toSorted())
    expect(await missingOf(world, told)).to.deep.equal([])
    await world.look(async (storage) => {
      const sessions = await sessionsOf(storage)
      expect(sessions).to.have.length(told.sessions.size)
      expect(brokenOf(sessions)).to.deep.equal([])
      expect(await completionCountOf(storage)).to.equal(told.completions.size)
    })
    await expectFigures(world, told)
    tell(engine.name, {
      'completions acknowledged': told.completions.size,
      'sessions acknowledged': told.sessions.size,
      'score posts': posts.length,
      'posted more than once': 0,
    })
  })

  it('share a backlog that is due at one moment, and post each score once', async () => {
    const owed = Array.from({ length: BACKLOG }, (_, index) => userIdOf(FIRST_OWED + index))
    const before = world.lms.scorePosts().length
    await owe(world, owed)
    await until(() => owed.every((userId) => gradedPupils(world).has(userId)), {
      within: 40_000,
      what: 'the backlog in the gradebook',
    })
    await setTimeout(1500)
    const posts = world.lms.scorePosts().slice(before)
    const users = posts.map(({ body }) => (body as { readonly userId: string }).userId)
    expect(users.toSorted()).to.deep.equal(owed)
    const deliveredBy = nodes.map((node) => node.log().split('"score delivered"').length - 1)
    expect(Math.min(...deliveredBy), 'both processes sent scores').to.be.greaterThan(0)
    tell(engine.name, {
      backlog: owed.length,
      'score posts': posts.length,
      'sent by each': deliveredBy.join('+'),
    })
  })

  describe('see within 2 s what the command line changed:', () => {
    async function tellSeen(what: string, isSeen: (node: RunningNode) => Promise<boolean>) {
      const took = await Promise.all(
        nodes.map((node) => until(() => isSeen(node), { within: SEEN_WITHIN_MS, what })),
      )
      tell(engine.name, { [`${what}, seen after ms`]: took.join(' and ') })
    }

    it('a school that was imported', async () => {
      const officer = await signIn(world, nothingTold(), 'officer')
      const isThere = async ({ url }: RunningNode) =>
        (await officer.open(`${url}/schools?q=72009999`)).$('main').text().includes(NEW_SCHOOL)
      for (const node of nodes) expect(await isThere(node)).to.equal(false)
      await importSchool(world.env)
      await tellSeen('school imported', isThere)
    })

    it('an account that was disabled', async () => {
      const teacher = await signIn(world, nothingTold(), 'teacher')
      const isOut = (walker: Walker) => async (node: RunningNode) =>
        (await walker.open(`${node.url}/sessions`)).url.pathname !== '/sessions'
      for (const node of nodes) expect(await isOut(teacher)(node)).to.equal(false)
      await lachan(world.env, 'staff', 'disable', emailOf('teacher'))
      await tellSeen('account disabled', isOut(teacher))
    })

    it('a registration that was disabled', async () => {
      const statusAt = async ({ url }: RunningNode) =>
        (await aWalker().open(loginAddress(world, url))).status
      for (const node of nodes) expect(await statusAt(node)).not.to.equal(403)
      await lachan(world.env, 'platform', 'disable', world.registration.id)
      await tellSeen('registration disabled', async (node) => (await statusAt(node)) === 403)
    })
  })
})

/** Scores of these pupils, all due in a moment. */
async function owe(world: FaultWorld, userIds: readonly string[]): Promise<void> {
  const lineItemUrl = world.lms.scorePosts()[0]!.url.replace('/scores', '')
  const soon = new Date(Date.now() + 2500)
  await world.look(async ({ deliveries }) => {
    const adding = userIds.map((userId) => {
      const intent = {
        registrationId: world.registration.id,
        lineItemUrl,
        sealedSub: world.seal(userId),
        learnerKey: world.learnerKeyOf(userId),
        completedAt: new Date(),
      }
      return deliveries.add(deliveryOf(intent, soon))
    })
    await Promise.all(adding)
  })
}

function loginAddress({ lms, registration }: FaultWorld, url: string): string {
  const search = new URLSearchParams({
    iss: lms.url,
    client_id: registration.clientId,
    login_hint: '5',
    target_link_uri: `${url}/lti/launch`,
    checked: '1',
  })
  return `${url}/lti/login?${search.toString()}`
}

async function importSchool(env: Env): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'lachan-'))
  const file = path.join(folder, 'schools.csv')
  writeFileSync(file, SCHOOL_LIST.join('\n'))
  try {
    await lachan(env, 'schools', 'import', file)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const SCHOOL_LIST = [
  'Mã trường;Tên trường;Cấp học;Xã/Phường;HS lớp 1',
  '72000412;Trường Tiểu học Nguyễn Trãi;TH;Xã Tân Lập;31',
  `72009999;${NEW_SCHOOL};TH;Xã Tân Lập;31`,
]

/** `lachan` as a process of its own; fails as it does. */
async function lachan(env: Env, ...args: readonly string[]): Promise<void> {
  const child = spawn(process.execPath, ['src/cli/main.ts', ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const said: string[] = []
  child.stderr.on('data', (chunk: Buffer) => said.push(chunk.toString()))
  const [code] = (await once(child, 'close')) as [number | null]
  if (code !== 0) throw new Error(`lachan ${args.join(' ')}: ${said.join('')}`)
}
