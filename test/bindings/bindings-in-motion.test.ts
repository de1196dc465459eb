import { expect } from 'chai'
import fc from 'fast-check'

import type { BindingRepository } from '../../src/bindings/index.ts'
import { ConflictError } from '../../src/errors/index.ts'
import type { School, SchoolId } from '../../src/schools/index.ts'
import { contextKeyOf, type VisitOrigin } from '../../src/web/index.ts'
import { anOrigin } from '../support/a-binding.ts'
import { onEveryEngine } from '../support/engines.ts'
import { A, aBindingsWorld, B, C, OFFICER } from './a-bindings-world.ts'

const HOUR_MS = 60 * 60 * 1000

type Event =
  | { readonly kind: 'launch'; readonly said: Partial<VisitOrigin> }
  | { readonly kind: 'assign'; readonly school: School }
  | { readonly kind: 'import' | 'sweep' | 'counting breaks' | 'counting works' }

const codes = fc.constantFrom(A.code, B.code, C.code, '99999999')
const launches = codes.chain((code) =>
  fc.constantFrom({ customSchoolCode: code }, { courseSchoolCode: code }),
)
const events: fc.Arbitrary<Event> = fc.oneof(
  launches.map((said) => ({ kind: 'launch' as const, said })),
  fc.constantFrom(A, B, C).map((school) => ({ kind: 'assign' as const, school })),
  fc.constantFrom<Event>(
    { kind: 'import' },
    { kind: 'sweep' },
    { kind: 'counting breaks' },
    { kind: 'counting works' },
  ),
)
/** What stands together happens at one moment. */
const stories = fc.array(fc.array(events, { minLength: 1, maxLength: 3 }), { maxLength: 6 })

/** One course, with a log of the schools that it came to or left, and of those that were counted. */
function aCourse(bindings: BindingRepository, contextId: string) {
  const log: (readonly ['moved' | 'counted', SchoolId])[] = []
  const contextKey = contextKeyOf(anOrigin({ contextId }))
  const watched: BindingRepository = {
    ...bindings,
    async replace(binding) {
      const before = (await bindings.find(binding.contextKey))?.schoolId
      await bindings.replace(binding)
      if (before === binding.schoolId) return
      for (const id of [before, binding.schoolId]) if (id) log.push(['moved', id])
    },
  }
  const world = aBindingsWorld({ bindings: watched }, (schoolId) => log.push(['counted', schoolId]))
  world.register({ trust: ['custom'] })
  const find = () => bindings.find(contextKey)
  let decisions = 0

  async function assign({ id: schoolId }: School): Promise<void> {
    const revision = (await find())?.revision ?? 0
    try {
      await world.service.assign({ contextKey, revision, schoolId, by: OFFICER })
    } catch (error) {
      if (error instanceof ConflictError) return
    }
    decisions += 1
  }
  async function sweep(): Promise<void> {
    world.clock.advance(HOUR_MS)
    await world.service.sweep(world.clock.now())
  }
  async function happen(event: Event): Promise<void> {
    if (event.kind === 'assign') await assign(event.school)
    else if (event.kind === 'launch') {
      await world.service.bindingOf(anOrigin({ ...event.said, contextId })).catch(() => undefined)
    } else if (event.kind === 'sweep') await sweep().catch(() => undefined)
    else if (event.kind === 'import') world.learn(C)
    else if (event.kind === 'counting breaks') world.breakCounting(() => true)
    else world.mendCounting()
  }
  return { ...world, log, find, sweep, happen, decisions: () => decisions }
}

onEveryEngine('a course on which launches and assignments come in any order', (opened) => {
  it('is of the school decided last, and whatever school it came to or left is counted', async () => {
    let runs = 0
    const story = fc.asyncProperty(stories, async (moments) => {
      const course = aCourse(opened().storage.bindings, `course of run ${runs++}`)
      await course.happen({ kind: 'launch', said: {} })
      for (const moment of moments) await Promise.all(moment.map(course.happen))
      course.mendCounting()
      await course.sweep()
      const end = (await course.find())!
      expect(end.decisions).to.have.length(course.decisions())
      const { schoolId = course.service.resolve(end).schoolId } = end.decisions.at(-1) ?? {}
      expect(end.schoolId).to.equal(schoolId)
      expect(end.owed).to.deep.equal([])
      for (const id of [A.id, B.id, C.id]) {
        const last = course.log.findLast(([, one]) => one === id)
        expect(last?.[0]).not.to.equal('moved')
      }
    })
    await fc.assert(story, { numRuns: 50 })
  })
})
