import { expect } from 'chai'

import { createVersionCounter } from '../../../src/storage/mongo/versions.ts'
import { onMongo } from '../../support/a-mongo-connection.ts'

onMongo('The version of what is written in steps', (connection) => {
  /** A record with its number, and what a reader gets who has read up to a number. */
  function aLog() {
    const stamps = new Map<string, number>()
    return {
      stamp(name: string, version: number) {
        stamps.set(name, version)
        return Promise.resolve()
      },
      since: (version: number) =>
        [...stamps].filter(([, stamp]) => stamp > version).map(([name]) => name),
    }
  }

  async function aCounter() {
    const counter = createVersionCounter(connection(), 'schools')
    await counter.prepare()
    return counter
  }

  it('is published after the record is written', async () => {
    const counter = await aCounter()
    const seen: number[] = []
    await counter.publishing({
      write: async () => void seen.push(await counter.read()),
      restamp: () => expect.fail('nobody came between'),
    })
    expect([...seen, await counter.read()]).to.deep.equal([0, 1])
  })

  it('gives a record to a reader who passed while it was being written', async () => {
    const counter = await aCounter()
    const log = aLog()
    let reader = 0
    await counter.publishing({
      async write(version) {
        await counter.publishing({
          write: (sooner) => log.stamp('fast', sooner),
          restamp: () => expect.fail('nobody came between'),
        })
        reader = await counter.read()
        await log.stamp('slow', version)
      },
      restamp: (_from, to) => log.stamp('slow', to),
    })
    expect(log.since(reader)).to.deep.equal(['slow'])
    expect(log.since(await counter.read())).to.deep.equal([])
  })

  it('gives what a crash left unpublished together with the next change', async () => {
    const counter = await aCounter()
    const log = aLog()
    const crash = new Error('the power is gone')
    const crashed = counter.publishing({
      async write(version) {
        await log.stamp('crashed', version)
        throw crash
      },
      restamp: () => Promise.resolve(),
    })
    expect(await crashed.catch((error: unknown) => error)).to.equal(crash)
    expect(await counter.read()).to.equal(0)
    await counter.publishing({
      write: (version) => log.stamp('next', version),
      restamp: () => expect.fail('nobody came between'),
    })
    expect(log.since(0)).to.deep.equal(['crashed', 'next'])
  })
})
