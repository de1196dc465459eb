import { expect } from 'chai'

import { createOpenCounter } from '../../src/open/open-counter.ts'
import type { OpenRunId } from '../../src/open/open-run.ts'
import type { PublicTokenText } from '../../src/open/public-token.ts'
import { aClock } from '../support/a-clock.ts'
import { aLogger } from '../support/a-logger.ts'
import { aModule } from '../support/a-module.ts'
import { aSchool } from '../support/a-school.ts'

const MOST_AN_HOUR = 1500

describe('counting runs of open modules', () => {
  const module = aModule()
  const read = {
    module,
    doneSteps: module.steps.map(({ slug }) => slug),
    right: Object.fromEntries(module.questions.map(({ id }) => [id, true])),
  }

  /** Finishes one run for each code, the first one several times; gives how many were counted. */
  async function counted(
    codes: readonly string[],
    findsSchool: boolean,
    presses = 1,
  ): Promise<number> {
    const clock = aClock()
    const startedAt = clock.now()
    clock.advance(5 * 60_000)
    const ids = new Set<string>()
    const counter = createOpenCounter({
      openRuns: { record: ({ id }) => Promise.resolve(void ids.add(id)) },
      publicTokens: {
        findByToken: (token) =>
          Promise.resolve(
            findsSchool ? { token, schoolId: aSchool().id, madeAt: startedAt } : undefined,
          ),
      },
      clock,
      logger: aLogger().logger,
    })
    for (const [index, code] of codes.entries()) {
      const [id, token] = [`run-${index}` as OpenRunId, code as PublicTokenText]
      const times = index === 0 ? presses : 1
      for (let press = 0; press < times; press++)
        await counter.countIfFinished({ ...read, id, token, startedAt })
    }
    return ids.size
  }

  const many = Array.from({ length: MOST_AN_HOUR + 100 }, (_, index) => `code${index + 2000}`)

  it('bounds those whose codes somebody made up, all together', async () => {
    expect(await counted(many, false)).to.equal(MOST_AN_HOUR)
  })

  it('lets nobody use up the bound by one run that is pressed again and again', async () => {
    expect(await counted(many.slice(0, 100), true, MOST_AN_HOUR)).to.equal(100)
  })

  it('bounds those of one school, by whichever of its codes', async () => {
    expect(await counted(many, true)).to.equal(MOST_AN_HOUR)
  })
})
