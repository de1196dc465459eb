import { expect } from 'chai'

import { runCli } from '../../src/cli/main.ts'
import { readConfig } from '../../src/config/index.ts'
import { openStorage } from '../../src/dependencies.ts'
import { addDays, dayOf } from '../../src/runtime/index.ts'
import type { School } from '../../src/schools/index.ts'
import { mongodb, sqlite } from '../faults/a-fault-store.ts'
import { emailOf, type FaultWorld, startFaultWorld } from '../faults/a-fault-world.ts'
import { freePort, killLeftNodes, type RunningNode, startNode } from '../faults/a-node.ts'
import { until } from '../faults/scores.ts'
import { launchFromLms } from '../support/a-demo-world.ts'
import { aPlannedPeriod } from '../support/a-period.ts'
import { aSchool } from '../support/a-school.ts'
import { after as afterSteps, aSession, PRINCIPAL } from '../support/a-session.ts'
import { aWalker, type Walked, type Walker } from '../support/a-walker.ts'

const SEEN_WITHIN_MS = 2000
const MET = 12
const PERIOD = 'two-nodes'
const today = dayOf(new Date())

function schoolsThatMet(): readonly School[] {
  return Array.from({ length: MET }, (_, index) => aSchool({ code: `7200${5000 + index}` }))
}

const confirmed = ({ id: schoolId }: School) =>
  afterSteps(aSession({ schoolId, heldOn: today }), ['confirmed', PRINCIPAL])

/** A proxy sends people to either; here they stand before the one or the other. */
for (const engine of mongodb ? [sqlite, mongodb] : [sqlite]) {
  describe(`two nodes on one store, on ${engine.name}`, function () {
    this.timeout(30_000) // starts real processes

    let world: FaultWorld
    /** The first is where the public address leads. */
    let nodes: readonly RunningNode[]
    before(async () => {
      world = await startFaultWorld(engine.create())
      const other = { ...world.env, PORT: String(await freePort()) }
      nodes = await Promise.all([startNode(world.env), startNode(other)])
    })
    after(async () => {
      for (const node of nodes) await node.stop()
      killLeftNodes()
      await world.end()
    })

    const first = (path: string) => `${world.publicUrl}${path}`
    const second = (path: string) => `${nodes[1]!.url}${path}`

    const people = new Map<string, Walker>()

    /** A link signs in once; whoever came in stays. */
    async function enter(name: keyof FaultWorld['links']): Promise<Walker> {
      const walker = people.get(name) ?? aWalker()
      if (!people.has(name)) await walker.press(await walker.open(world.links[name]), 'main form')
      people.set(name, walker)
      return walker
    }

    async function lachan(...args: readonly string[]): Promise<void> {
      const config = readConfig(world.env)
      const problems: string[] = []
      const code = await runCli(args, {
        config,
        openStorage: () => openStorage(config.storage),
        print: () => undefined,
        complain: (text) => void problems.push(text),
      })
      if (code !== 0) throw new Error(`lachan ${args.join(' ')}: ${problems.join('')}`)
    }

    const seen = (what: string, isTrue: () => Promise<boolean>) =>
      until(isTrue, { within: SEEN_WITHIN_MS, what })
    const pathOf = async (page: Promise<Walked>) => (await page).url.pathname

    it('share their people: a visit that began at one goes on at the other', async () => {
      const principal = await enter('principal')
      expect(await pathOf(principal.open(first('/sessions')))).to.equal('/sessions')
      expect(await pathOf(principal.open(second('/sessions')))).to.equal('/sessions')
    })

    it('see at the other which deployment was allowed', async () => {
      const launched = async () => (await launchFromLms(world, aWalker())).url.pathname
      const { id } = world.registration
      expect(await launched()).to.equal('/modules/B5')
      await lachan('deployment', 'block', id, '1')
      await seen('a blocked deployment', async () => (await launched()) !== '/modules/B5')
      await lachan('deployment', 'allow', id, '1')
      await seen('an allowed deployment', async () => (await launched()) === '/modules/B5')
    })

    it('see at the other that a registration was disabled', async () => {
      const mayFrame = async (url: string) =>
        (await fetch(url)).headers.get('content-security-policy')?.includes(world.lms.url) ?? false
      const both = () => Promise.all([mayFrame(first('/help')), mayFrame(second('/help'))])
      expect(await both()).to.deep.equal([true, true])
      await lachan('platform', 'disable', world.registration.id)
      await seen('a disabled registration', async () => !(await both()).includes(true))
      await lachan('platform', 'enable', world.registration.id)
      await seen('an enabled registration', async () => !(await both()).includes(false))
    })

    it('see at the other how a school is called now', async () => {
      const officer = await enter('officer')
      const name = 'Trường Tiểu học Trần Phú'
      const school = aSchool()
      await world.look(({ schools }) => schools.saveAll([{ ...school, name, revision: 2 }]))
      const page = second(`/schools/${school.code}`)
      await seen('a renamed school', async () =>
        (await officer.open(page)).$('main').text().includes(name),
      )
    })

    it('see at the other that an account was disabled', async () => {
      const colleague = await enter('colleague')
      expect(await pathOf(colleague.open(second('/sessions')))).to.equal('/sessions')
      await lachan('staff', 'disable', emailOf('colleague'))
      await seen('a disabled account', async () =>
        (await pathOf(colleague.open(second('/sessions')))).startsWith('/sign-in'),
      )
    })

    it('count a period that was opened at one, both alike, and each row once', async () => {
      const officer = await enter('officer')
      const [from, to] = [addDays(today, -20), addDays(today, 20)]
      await world.look(async ({ schools, sessions, periods }) => {
        await schools.saveAll(schoolsThatMet())
        await sessions.addAll(schoolsThatMet().map(confirmed))
        await periods.add(aPlannedPeriod({ id: PERIOD, from, to, due: to }))
      })
      const last = schoolsThatMet().at(-1)!
      const lastPage = `/schools/${last.code}`
      await seen('schools', async () => (await officer.open(first(lastPage))).status === 200)
      expect(await pathOf(officer.open(first(lastPage)))).to.equal(lastPage)
      const list = await officer.open(first('/periods'))
      await officer.press(list, `form[action="/periods/${PERIOD}/open"]`)
      const metAt = async (at: typeof first) => {
        const page = await officer.open(at(`/coverage?period=${PERIOD}`))
        return Number(page.$('[data-figure=met]').first().attr('data-value'))
      }
      await seen('the figure', async () => (await metAt(second)) === MET)
      expect(await metAt(first)).to.equal(MET)
      await world.look(async ({ coverageRows }) => {
        expect(await coverageRows.listDirty(undefined, 99)).to.deep.equal([])
        for (const { id: schoolId } of schoolsThatMet()) {
          const row = await coverageRows.find({ periodId: PERIOD, schoolId })
          expect([row?.status, row?.log.length]).to.deep.equal(['met', 1])
        }
      })
    })

    it('give a piece of work to one of them', async () => {
      const [now, soon] = [new Date(), new Date(Date.now() + 60_000)]
      const workers = await Promise.all(
        Array.from({ length: 6 }, () => openStorage(readConfig(world.env).storage)),
      )
      const held = await Promise.all(
        workers.map(({ leases }) => leases.acquire('a-score', now, soon)),
      )
      for (const worker of workers) await worker.close()
      expect(held.filter(Boolean)).to.have.length(1)
    })
  })
}
