import { expect } from 'chai'

import { INDEXES } from '../../../src/storage/mongo/indexes.ts'
import { migrate } from '../../../src/storage/mongo/migrate.ts'
import { createToolKeyRepository } from '../../../src/storage/mongo/tool-keys.ts'
import { onMongo } from '../../support/a-mongo-connection.ts'

const reasonOf = (work: Promise<unknown>) =>
  work.then(
    () => 'none',
    (error: unknown) => String(error),
  )

describe('The indexes of MongoDB', () => {
  it('use nothing that a wire-compatible server may lack', () => {
    const words = new Set(INDEXES.flatMap((index) => Object.keys(index)))
    expect([...words].toSorted()).to.deep.equal(['collection', 'keys', 'unique'])
  })

  it('are declared once each', () => {
    const names = INDEXES.map(({ collection, keys }) => `${collection} ${JSON.stringify(keys)}`)
    expect(names).to.have.length(new Set(names).size)
  })
})

onMongo('The migration of MongoDB', (connection) => {
  it('makes every declared index, and nothing more when it runs again', async () => {
    await migrate(connection())
    await migrate(connection())
    const made = await connection().collection('coverage_rows').listIndexes().toArray()
    const declared = INDEXES.filter(({ collection }) => collection === 'coverage_rows')
    const keys = declared.map((index) => index.keys)
    expect(made.map(({ key }) => key as object)).to.have.deep.members([{ _id: 1 }, ...keys])
  })

  it('leaves the figures alone that were counted before', async () => {
    await migrate(connection())
    const versions = connection().collection<{ _id: string; value: number }>('versions')
    await versions.updateOne({ _id: 'schools' }, { $set: { value: 7 } })
    await migrate(connection())
    expect((await versions.findOne({ _id: 'schools' }))?.value).to.equal(7)
  })

  it('makes the one tool key of an earlier version the first of a series', async () => {
    const createdAt = new Date('2026-11-23T00:00:00.000Z')
    const key = { kid: 'one', sealedPrivateKey: 'v1.a', createdAt }
    const before = connection().collection<typeof key & { _id: string }>('tool_keys')
    await before.insertOne({ _id: 'current', ...key })
    await migrate(connection())
    expect(await createToolKeyRepository(connection()).list()).to.deep.equal([
      { ...key, number: 1, signsFrom: createdAt },
    ])
    expect(await before.countDocuments({})).to.equal(0)
  })

  it('forgets the logins that an earlier version remembered', async () => {
    const before = connection().collection<{ _id: string }>('handshakes')
    await before.insertOne({ _id: 'handshake-1' })
    await migrate(connection())
    expect(await before.countDocuments({})).to.equal(0)
  })

  it('refuses what a newer program wrote', async () => {
    await migrate(connection())
    const versions = connection().collection<{ _id: string; value: number }>('versions')
    await versions.updateOne({ _id: 'schema' }, { $inc: { value: 1 } })
    expect(await reasonOf(migrate(connection()))).to.match(/has schema 3, this program knows 2/)
  })
})
