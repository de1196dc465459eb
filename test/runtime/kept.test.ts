import { expect } from 'chai'

import { createKept } from '../../src/runtime/index.ts'
import { aClock } from '../support/a-clock.ts'

const LIFE = 60_000

describe('what is kept of the store', () => {
  function aKept(load: (times: number) => Promise<number> = (times) => Promise.resolve(times)) {
    const clock = aClock()
    let times = 0
    const kept = createKept({ clock, lifeMs: LIFE, load: () => load((times += 1)) })
    return { clock, kept }
  }

  it('is read once while it is young, also by many at once', async () => {
    const { kept, clock } = aKept()
    expect(await Promise.all([kept.get(), kept.get()])).to.deep.equal([1, 1])
    clock.advance(LIFE - 1)
    expect(await kept.get()).to.equal(1)
  })

  it('is read again when it is old, or changed here', async () => {
    const { kept, clock } = aKept()
    await kept.get()
    clock.advance(LIFE)
    expect(await kept.get()).to.equal(2)
    kept.forget()
    expect(await kept.get()).to.equal(3)
  })

  it('does not remember a failure', async () => {
    const { kept } = aKept((times) =>
      times === 1 ? Promise.reject(new Error('away')) : Promise.resolve(times),
    )
    const first = await kept.get().catch((error: unknown) => (error as Error).message)
    expect(first).to.equal('away')
    expect(await kept.get()).to.equal(2)
  })
})
