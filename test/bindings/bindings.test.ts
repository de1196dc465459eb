import { expect } from 'chai'

import type { Binding, BindingRepository } from '../../src/bindings/index.ts'
import type { School } from '../../src/schools/index.ts'
import { aBinding, aContextKey, anOrigin } from '../support/a-binding.ts'
import { onEveryEngine, type Storage } from '../support/engines.ts'
import { codeOf } from '../support/rejection.ts'
import { A, aBindingsWorld, B, C, OFFICER } from './a-bindings-world.ts'

const MINUTE_MS = 60 * 1000
const course = aBinding().contextKey

onEveryEngine('the service of bindings', (opened) => {
  let storage: Storage
  let world: ReturnType<typeof aBindingsWorld>
  beforeEach(() => {
    storage = opened().storage
    world = aBindingsWorld(storage)
  })

  const stored = async (key = course) => (await storage.bindings.find(key))!
  const note = (said: Parameters<typeof anOrigin>[0] = {}) =>
    world.service.bindingOf(anOrigin(said))
  const assign = async (school: School, seen?: Binding) => {
    const { contextKey, revision } = seen ?? (await stored())
    await world.service.assign({ contextKey, revision, schoolId: school.id, by: OFFICER })
  }

  describe('noting a course', () => {
    it('stores it once, however many launches come', async () => {
      const first = await note()
      world.clock.advance(MINUTE_MS)
      expect(await note()).to.deep.equal(first)
      expect(await stored()).to.deep.equal(aBinding())
    })

    it('stores it once where two launches come at one moment', async () => {
      await Promise.all([note(), note(), note()])
      expect(await storage.bindings.count('unassigned')).to.equal(1)
      expect(await stored()).to.deep.equal(aBinding())
    })

    it('tells courses, deployments and platforms apart', async () => {
      await note()
      await note({ contextId: '3' })
      await note({ deploymentId: '2' })
      await note({ platformId: 'platform-2' })
      expect(await storage.bindings.count('unassigned')).to.equal(4)
    })

    it('joins what launches say, each code once, and forgets none', async () => {
      await note({ customSchoolCode: '1', courseSchoolCode: '7' })
      await note({ customSchoolCode: '2' })
      await note({ customSchoolCode: '1' })
      expect((await stored()).claims).to.deep.equal({ custom: ['1', '2'], course: ['7'] })
    })

    it('joins what two launches say at one moment', async () => {
      await note()
      await Promise.all([note({ customSchoolCode: '1' }), note({ customSchoolCode: '2' })])
      expect((await stored()).claims.custom.toSorted()).to.deep.equal(['1', '2'])
    })

    it('keeps no more than four codes of a kind, however many are made up', async () => {
      for (const code of ['1', '2', '3', '4', '5', '6']) await note({ courseSchoolCode: code })
      expect((await stored()).claims.course).to.deep.equal(['1', '2', '3', '4'])
    })

    it('counts nothing while the school is not known', async () => {
      await note({ customSchoolCode: A.code })
      expect(await world.service.schoolOf(anOrigin())).to.equal(undefined)
      expect(world.counted).to.deep.equal([])
    })

    it('gives it the school that its registration vouches for, and has that counted once', async () => {
      world.register({ trust: ['custom'] })
      await note({ customSchoolCode: A.code })
      expect(await world.service.schoolOf(anOrigin())).to.equal(A.id)
      expect(await stored()).to.include({ state: 'assigned', source: 'custom', schoolId: A.id })
      expect(world.counted).to.deep.equal([[course, A.id]])
      expect((await stored()).owed).to.deep.equal([])
    })

    it('takes the school back when a second trusted code disagrees, and counts it again', async () => {
      world.register({ trust: ['course'] })
      await note({ courseSchoolCode: A.code })
      const { schoolId, state } = await note({ courseSchoolCode: B.code })
      expect({ schoolId, state }).to.deep.equal({ schoolId: undefined, state: 'unassigned' })
      expect(world.countedSchools()).to.deep.equal([A.id, A.id])
    })

    it('leaves an assigned course where it is, whatever launches say later', async () => {
      world.register({ trust: ['custom'] })
      await note()
      await assign(B)
      const { schoolId, source, claims } = await note({ customSchoolCode: A.code })
      expect({ schoolId, source }).to.deep.equal({ schoolId: B.id, source: 'assigned' })
      expect(claims.custom).to.deep.equal([A.code])
      expect(world.countedSchools()).to.deep.equal([B.id])
    })
  })

  describe('assigning', () => {
    it('gives the course its school, keeps who decided and when, and has the school counted', async () => {
      await note()
      await assign(A)
      const { schoolId, source, state, decisions, owed, owedSince } = await stored()
      expect({ schoolId, source, state, owed, owedSince }).to.deep.equal({
        ...{ schoolId: A.id, source: 'assigned', state: 'assigned' },
        ...{ owed: [], owedSince: undefined },
      })
      expect(decisions).to.deep.equal([{ schoolId: A.id, by: OFFICER, at: world.clock.now() }])
      expect(world.counted).to.deep.equal([[course, A.id]])
    })

    it('moves it, keeps both decisions, and has both schools counted again', async () => {
      await note()
      await assign(A)
      await assign(B)
      const { schoolId, decisions } = await stored()
      expect(schoolId).to.equal(B.id)
      expect(decisions.map((one) => one.schoolId)).to.deep.equal([A.id, B.id])
      expect(world.countedSchools()).to.deep.equal([A.id, A.id, B.id])
    })

    it('counts nothing anew where the school stays the same', async () => {
      world.register({ schoolCode: A.code })
      await note()
      await assign(A)
      expect(await stored()).to.include({ source: 'assigned', schoolId: A.id })
      expect(world.countedSchools()).to.deep.equal([A.id])
    })

    it('lets one of two at once win, and tells the other', async () => {
      const seen = await note()
      const outcomes = await Promise.allSettled([assign(A, seen), assign(B, seen)])
      const [lost, ...more] = outcomes.filter(({ status }) => status === 'rejected')
      expect(more).to.deep.equal([])
      expect((lost as PromiseRejectedResult).reason).to.include({ code: 'binding-changed' })
      const { decisions, schoolId } = await stored()
      expect(decisions.map((one) => one.schoolId)).to.deep.equal([schoolId])
      expect(world.countedSchools()).to.deep.equal([schoolId])
    })

    it('refuses whoever saw an older record, or none', async () => {
      const seen = await note()
      await assign(A)
      expect(await codeOf(assign(B, seen))).to.equal('binding-changed')
      const unknown = aBinding({ contextKey: aContextKey('unknown') })
      expect(await codeOf(assign(B, unknown))).to.equal('binding-changed')
      expect((await stored()).schoolId).to.equal(A.id)
    })
  })

  describe('after a crash', () => {
    /** The store that breaks off at the write of this revision, once. */
    const breaking = (at: number): BindingRepository => {
      let isWhole = false
      return {
        ...storage.bindings,
        replace(binding) {
          if (isWhole || binding.revision !== at) return storage.bindings.replace(binding)
          isWhole = true
          return Promise.reject(new Error('power cut'))
        },
      }
    }
    const sweepLater = () =>
      world.service.sweep(new Date(world.clock.now().getTime() + 2 * MINUTE_MS))

    it('tells again what was told but not noted as told', async () => {
      const seen = await note()
      world = aBindingsWorld({ bindings: breaking(3) })
      const failed = await assign(A, seen).catch((error: unknown) => error)
      expect(failed).to.include({ message: 'power cut' })
      expect((await stored()).owed).to.deep.equal([A.id])
      expect(await sweepLater()).to.equal(1)
      expect(world.countedSchools()).to.deep.equal([A.id, A.id])
      expect((await stored()).owed).to.deep.equal([])
      expect(await sweepLater()).to.equal(0)
    })

    it('has assigned nothing where the assignment itself was cut off', async () => {
      const seen = await note()
      world = aBindingsWorld({ bindings: breaking(2) })
      const failed = await assign(A, seen).catch((error: unknown) => error)
      expect(failed).to.include({ message: 'power cut' })
      expect(await stored()).to.deep.equal(seen)
      await assign(A, seen)
      expect(world.countedSchools()).to.deep.equal([A.id])
    })

    it('pays both schools where counting failed, though the course has moved on', async () => {
      await note()
      world.breakCounting(() => true)
      await assign(A).catch(() => undefined)
      await assign(B).catch(() => undefined)
      expect((await stored()).owed).to.deep.equal([A.id, B.id])
      world.mendCounting()
      await sweepLater()
      expect(world.countedSchools()).to.deep.equal([A.id, B.id])
      expect((await stored()).owed).to.deep.equal([])
    })

    it('leaves a debt of this minute to the request that is paying it', async () => {
      await note()
      world.breakCounting(() => true)
      await assign(A).catch(() => undefined)
      world.mendCounting()
      expect(await world.service.sweep(world.clock.now())).to.equal(0)
      expect(world.counted).to.deep.equal([])
    })

    it('does not let one school that cannot be counted keep the others waiting', async () => {
      world.breakCounting(() => true)
      for (const [contextId, school] of [
        ['2', A],
        ['3', B],
      ] as const) {
        await assign(school, await note({ contextId })).catch(() => undefined)
      }
      await note({ contextId: '4', customSchoolCode: C.code })
      world.register({ trust: ['custom'] })
      world.learn(C)
      world.breakCounting((schoolId) => schoolId === A.id)
      const failed = await sweepLater().catch((error: unknown) => error)
      expect(failed).to.be.instanceOf(AggregateError)
      expect(world.countedSchools()).to.deep.equal([B.id, C.id])
      expect((await stored()).owed).to.deep.equal([A.id])
    })
  })

  describe('sweeping', () => {
    const sweep = () => world.service.sweep(world.clock.now())

    it('gives a waiting course the school that a list has made known since', async () => {
      world.register({ trust: ['custom'] })
      await note({ customSchoolCode: C.code })
      await note({ contextId: '3', customSchoolCode: '99999999' })
      expect(await sweep()).to.equal(0)
      world.learn(C)
      expect(await sweep()).to.equal(1)
      expect(await stored()).to.include({ state: 'assigned', source: 'custom', schoolId: C.id })
      expect(world.counted).to.deep.equal([[course, C.id]])
      expect(await storage.bindings.count('unassigned')).to.equal(1)
    })

    it('reaches every waiting course, on whichever page it stands', async () => {
      const many = Array.from({ length: 405 }, (_, index) => {
        const contextId = `course ${index}`
        const custom = [index % 200 === 1 ? C.code : '99999999']
        const claims = { custom, course: [] }
        return aBinding({ contextKey: aContextKey(contextId), contextId, claims })
      })
      await storage.bindings.addAll(many)
      world.register({ trust: ['custom'] })
      world.learn(C)
      expect(await sweep()).to.equal(3)
      expect(await storage.bindings.listOfSchool(C.id)).to.have.length(3)
    })
  })
})
