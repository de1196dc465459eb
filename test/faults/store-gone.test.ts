import { spawnSync } from 'node:child_process'
import {
  closeSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout } from 'node:timers/promises'

import { expect } from 'chai'

import { launchFromLms } from '../support/a-demo-world.ts'
import { walkThrough } from '../support/a-lesson.ts'
import type { Walker } from '../support/a-walker.ts'
import { type FaultStore, mongodb, sqlite } from './a-fault-store.ts'
import { type FaultWorld, startFaultWorld } from './a-fault-world.ts'
import {
  learn,
  nothingTold,
  type Refusal,
  signIn,
  type Told,
  tryOnce,
  usernameOf,
} from './a-load.ts'
import { killLeftNodes, readiness, type RunningNode, startNode } from './a-node.ts'
import { type Proxy, startProxy } from './a-proxy.ts'
import { gradedPupils, until } from './scores.ts'
import { tell } from './tell.ts'
import { completionCountOf, missingOf } from './what-is-there.ts'

const AT_MOST_MS = 15_000
const LONGER_THAN_IT_IS_LOOKED_FOR_MS = 6000
const TITLE = 'Hiện chưa lưu được'
const DISK = '12m'

/** A server on a store that goes and comes back, with one pupil who has learned before. */
interface Scene {
  readonly world: FaultWorld
  readonly node: RunningNode
  readonly told: Told
  readonly officer: Walker
}

function onAScene(
  make: () => Promise<{ readonly store: FaultStore; readonly databaseUrl?: string }>,
  suite: (scene: () => Scene) => void,
): void {
  let scene: Scene | undefined
  let world: FaultWorld | undefined
  before(async () => {
    const { store, ...reached } = await make()
    world = await startFaultWorld(store, reached)
    const node = await startNode(world.env)
    const told = nothingTold()
    const officer = await signIn(world, told, 'officer')
    await learn(world, told, 1)
    scene = { world, node, told, officer }
  })
  after(async () => {
    await scene?.node.stop()
    killLeftNodes()
    await world?.end()
  })
  suite(() => scene!)
}

/** A pupil who goes as far as the tool lets him. */
function tryToLearn({ world, told }: Scene, number: number): Promise<Refusal | undefined> {
  return tryOnce(told, number, async (walker) => {
    const cover = await launchFromLms(world, walker, { username: usernameOf(number) })
    await walkThrough(walker, cover, { module: world.module })
  })
}

const unavailable = { status: 503, code: 'store-unavailable', title: TITLE }

async function expectNothingWorks({ world, officer, told }: Scene, number: number): Promise<void> {
  expect(await tryToLearn({ world, officer, told } as Scene, number)).to.deep.equal(unavailable)
  const page = await officer.open(`${world.publicUrl}/sessions`)
  expect([page.status, page.$('h1').text()]).to.deep.equal([503, TITLE])
}

const isReady = ({ node }: Scene) => readiness(node.url).then((status) => status === 200)
const isNotReady = ({ node }: Scene) => readiness(node.url).then((status) => status === 503)

async function expectRecovery(scene: Scene, number: number): Promise<number> {
  const { world, told } = scene
  const took = await until(() => isReady(scene), { within: AT_MOST_MS, what: 'ready again' })
  expect(await tryToLearn(scene, number)).to.equal(undefined)
  expect(await missingOf(world, told)).to.deep.equal([])
  expect(await world.look(completionCountOf)).to.equal(told.completions.size)
  await until(() => gradedPupils(world).size >= told.completions.size, {
    within: AT_MOST_MS,
    what: 'every score in the gradebook',
  })
  const internal = scene.node
    .log()
    .split('\n')
    .filter((line) => line.includes('"code":"internal"'))
  expect(internal).to.deep.equal([])
  return took
}

const aFolder = () => Promise.resolve({ store: sqlite.create() })

describe('the embedded store goes', () => {
  onAScene(aFolder, (scene) => {
    const fileOf = (name: string) => path.join(scene().world.store.folder!, name)

    for (const name of ['facts.db', 'visits.db']) {
      it(`${name} moved away and back: not ready, 503 pages, then all is well`, async () => {
        renameSync(fileOf(name), fileOf('away'))
        await until(() => isNotReady(scene()), { within: AT_MOST_MS, what: 'not ready' })
        expect(await tryToLearn(scene(), 2)).to.deep.equal(unavailable)
        renameSync(fileOf('away'), fileOf(name))
        tell(name, { 'ready after ms': await expectRecovery(scene(), 2) })
      })
    }

    it('facts.db deleted and a copy put in its place: nothing is written into what is gone', async () => {
      const files = ['facts.db', 'facts.db-wal'].map(fileOf)
      for (const file of files) copyFileSync(file, `${file}.copy`)
      for (const file of [...files, fileOf('facts.db-shm')]) rmSync(file)
      await until(() => isNotReady(scene()), { within: AT_MOST_MS, what: 'not ready' })
      await expectNothingWorks(scene(), 3)
      for (const file of files) renameSync(`${file}.copy`, file)
      tell('facts.db', { 'ready after ms': await expectRecovery(scene(), 3) })
    })

    it('facts.db locked by another program: not ready, 503 for what would be written', async () => {
      const other = new DatabaseSync(fileOf('facts.db'))
      other.exec('BEGIN IMMEDIATE')
      try {
        await until(() => isNotReady(scene()), { within: AT_MOST_MS, what: 'not ready' })
        expect(await tryToLearn(scene(), 4)).to.deep.equal(unavailable)
      } finally {
        other.exec('ROLLBACK')
        other.close()
      }
      tell('facts.db', { 'ready after ms': await expectRecovery(scene(), 4) })
    })
  })
})

describe('the disk of the embedded store is full', () => {
  let disk: string
  let folder: string
  before(function () {
    const mounted = mountDisk()
    if (!mounted) {
      tell('left out', { 'this process may not mount': 'a tmpfs' })
      this.skip()
    }
    disk = mounted
    folder = path.join(disk, 'data')
  })
  const make = () => {
    const remove = () => {
      spawnSync('umount', [disk])
      rmSync(disk, { recursive: true })
      return Promise.resolve()
    }
    return Promise.resolve({ store: { databaseUrl: `sqlite:${folder}`, folder, remove } })
  }
  onAScene(make, (scene) => {
    it('says so on a page, keeps what it acknowledged, and goes on when there is space', async () => {
      const { told } = scene()
      const ballast = path.join(disk, 'ballast')
      fill(ballast)
      const refusals: Refusal[] = []
      let last = 1
      while (refusals.length < 3 && last < 200) {
        const refusal = await tryToLearn(scene(), (last += 1))
        if (refusal) refusals.push(refusal)
        else fill(`${ballast}-${last}`)
      }
      expect(refusals).to.deep.equal([unavailable, unavailable, unavailable])
      const whileFull = told.completions.size
      rmSync(ballast)
      for (let number = 2; number <= last; number += 1) {
        expect(await tryToLearn(scene(), number)).to.equal(undefined)
      }
      expect(told.completions.size).to.equal(last)
      await expectRecovery(scene(), last + 1)
      expectWhole(folder)
      tell('tmpfs', {
        'completions while full': whileFull,
        refused: refusals.length,
        'completions after': told.completions.size,
      })
    })
  })
})

describe('the MongoDB server goes', () => {
  const engine = mongodb
  if (!engine) {
    it.skip('(left out: no MONGODB_URL)')
    return
  }
  let line: Proxy
  const make = async () => {
    const store = engine.create()
    const address = new URL(store.databaseUrl)
    line = await startProxy([{ host: address.hostname, port: Number(address.port || 27_017) }])
    address.host = `127.0.0.1:${line.port}`
    address.searchParams.set('directConnection', 'true')
    return { store, databaseUrl: address.href }
  }
  after(() => line.cut())
  onAScene(make, (scene) => {
    it('not ready, 503 pages, then all is well', async () => {
      await line.cut()
      await until(() => isNotReady(scene()), { within: AT_MOST_MS, what: 'not ready' })
      await expectNothingWorks(scene(), 2)
      await setTimeout(LONGER_THAN_IT_IS_LOOKED_FOR_MS)
      await expectNothingWorks(scene(), 2)
      await line.mend()
      tell('mongodb', { 'ready after ms': await expectRecovery(scene(), 2) })
    })
  })
})

/** A small disk of its own; undefined where that is not allowed. */
function mountDisk(): string | undefined {
  const folder = mkdtempSync(path.join(tmpdir(), 'lachan-disk-'))
  const mount = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${DISK}`, 'tmpfs', folder])
  if (mount.status === 0) {
    mkdirSync(path.join(folder, 'data'))
    return folder
  }
  rmSync(folder, { recursive: true })
  return undefined
}

/** Takes all the space that is left. */
function fill(file: string): void {
  const handle = openSync(file, 'a')
  const block = Buffer.alloc(4096)
  try {
    for (;;) writeSync(handle, block)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
  } finally {
    closeSync(handle)
  }
}

function expectWhole(folder: string): void {
  const file = new DatabaseSync(path.join(folder, 'facts.db'))
  expect(file.prepare('PRAGMA integrity_check').all()).to.deep.equal([{ integrity_check: 'ok' }])
  file.close()
}
