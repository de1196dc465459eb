import { expect } from 'chai'

import { createMemberCounter } from '../../src/bindings/index.ts'
import type { MemberCountOutcome } from '../../src/lti/index.ts'
import type { ContextKey } from '../../src/web/index.ts'
import { aClock } from '../support/a-clock.ts'
import { aLogger } from '../support/a-logger.ts'
import { onEveryEngine, type Opened, type Storage } from '../support/engines.ts'

const HOUR_MS = 3_600_000
const contextKey = 'context-1' as ContextKey
const course = { registrationId: 'r', membershipsUrl: 'https://lms.example/members', contextKey }

onEveryEngine('the counter of learners', (opened: () => Opened) => {
  function aCounter(storage: Storage, clock = aClock()) {
    const asked: string[] = []
    const { logger, lines } = aLogger()
    const world = { answer: { kind: 'counted', learners: 38 } as MemberCountOutcome }
    const counter = createMemberCounter({
      ...storage,
      clock,
      logger,
      members: {
        countLearners(_registration, url) {
          asked.push(url)
          return Promise.resolve(world.answer)
        },
      },
    })
    /** What was noted has been counted. */
    const settled = async () => {
      await new Promise((resolve) => setTimeout(resolve, 20))
      await counter.stop()
    }
    return Object.assign(world, { counter, clock, asked, lines, settled })
  }

  it('keeps how many there are', async () => {
    const { counter, settled, lines } = aCounter(opened().storage)
    counter.note(course)
    await settled()
    expect(await counter.sizeOf(contextKey)).to.equal(38)
    expect(lines.join('')).to.include('learners counted')
  })

  it('asks for a course once a day, for another at once', async () => {
    const { counter, settled, asked, clock } = aCounter(opened().storage)
    counter.note(course)
    counter.note(course)
    await settled()
    clock.advance(23 * HOUR_MS)
    counter.note(course)
    await settled()
    expect(asked).to.have.length(1)
    counter.note({ ...course, contextKey: 'context-2' as ContextKey })
    await settled()
    expect(asked).to.have.length(2)
    clock.advance(HOUR_MS)
    counter.note(course)
    await settled()
    expect(asked).to.have.length(3)
  })

  it('asks once a day though there are several processes, or it was started anew', async () => {
    const { storage, reopen } = opened()
    const clock = aClock()
    const all = [aCounter(storage, clock), aCounter(reopen(), clock), aCounter(reopen(), clock)]
    for (const { counter } of all) counter.note(course)
    for (const { settled } of all) await settled()
    expect(all.flatMap(({ asked }) => asked)).to.have.length(1)
  })

  it('keeps the last number while the LMS does not answer, and asks again on the next day', async () => {
    const world = aCounter(opened().storage)
    world.counter.note(course)
    await world.settled()
    world.answer = { kind: 'answered', status: 503 }
    world.clock.advance(24 * HOUR_MS)
    world.counter.note(course)
    await world.settled()
    world.counter.note(course)
    await world.settled()
    expect(world.asked).to.have.length(2)
    expect(await world.counter.sizeOf(contextKey)).to.equal(38)
    expect(world.lines.join('')).to.include('learners not counted').and.to.include('503')
  })

  it('knows no size of a course that was not counted, is empty or was counted long ago', async () => {
    const world = aCounter(opened().storage)
    expect(await world.counter.sizeOf(contextKey)).to.equal(undefined)
    world.answer = { kind: 'counted', learners: 0 }
    world.counter.note(course)
    await world.settled()
    expect(await world.counter.sizeOf(contextKey)).to.equal(undefined)
    world.answer = { kind: 'counted', learners: 38 }
    world.clock.advance(24 * HOUR_MS)
    world.counter.note(course)
    await world.settled()
    world.clock.advance(30 * 24 * HOUR_MS - 1)
    expect(await world.counter.sizeOf(contextKey)).to.equal(38)
    world.clock.advance(1)
    expect(await world.counter.sizeOf(contextKey)).to.equal(undefined)
  })
})
