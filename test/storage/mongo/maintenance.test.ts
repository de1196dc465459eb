import { expect } from 'chai'
import type { Connection } from 'mongoose'

import { createMongoMaintenance } from '../../../src/storage/mongo/index.ts'
import { migrate, type Migration, MIGRATIONS } from '../../../src/storage/mongo/migrate.ts'
import { onMongo } from '../../support/a-mongo-connection.ts'

interface Version {
  readonly _id: string
  readonly value: number
}

onMongo('The upkeep of MongoDB', (connection) => {
  const maintenance = () => {
    const { host, port, name } = connection()
    return createMongoMaintenance(`mongodb://${host}:${port}/${name}`)
  }
  const schemaOf = async (of: Connection) =>
    (await of.collection<Version>('versions').findOne({ _id: 'schema' }))?.value

  it('brings a new database up, and tells from which schema to which', async () => {
    const { name } = connection()
    const to = MIGRATIONS.length
    expect(await maintenance().migrate()).to.deep.equal([{ name, from: 0, to }])
    expect(await maintenance().migrate()).to.deep.equal([{ name, from: to, to }])
    expect(await schemaOf(connection())).to.equal(to)
    expect(await maintenance().check()).to.deep.equal([])
  })

  it('takes each numbered step once, in its order, also where two nodes start together', async () => {
    const taken: number[] = []
    const steps = [1, 2, 3].map(
      (step): Migration =>
        () =>
          Promise.resolve(void taken.push(step)),
    )
    await migrate(connection(), steps.slice(0, 1))
    const from = await Promise.all([migrate(connection(), steps), migrate(connection(), steps)])
    expect(from.every((version) => version >= 1 && version <= 3)).to.equal(true)
    expect(await schemaOf(connection())).to.equal(3)
    expect(taken.filter((step) => step === 1)).to.have.length(1)
    taken.length = 0
    await migrate(connection(), steps)
    expect(taken).to.deep.equal([])
  })

  it('refuses to look at what a newer program wrote', async () => {
    await maintenance().migrate()
    const versions = connection().collection<Version>('versions')
    await versions.updateOne({ _id: 'schema' }, { $set: { value: 99 } })
    const problem = String(
      await maintenance()
        .check()
        .catch((error: unknown) => error),
    )
    expect(problem).to.match(/has schema 99, this program knows \d+: a newer version wrote it$/)
  })

  it('finds a database that is behind', async () => {
    expect((await maintenance().check())[0]).to.match(/^schema 0, .*lachan db migrate$/)
  })

  it('finds an index that is not there', async () => {
    await maintenance().migrate()
    await connection().collection('school_imports').dropIndexes()
    expect(await maintenance().check()).to.deep.equal(['school_imports has no index on at'])
  })

  it('finds scores that nobody could send or would find', async () => {
    await maintenance().migrate()
    const deliveries = [
      { _id: 'd1', state: 'waiting' },
      { _id: 'd2', state: 'delivered', sealedSub: 'sealed' },
      { _id: 'd3', state: 'waiting', sealedSub: 'sealed' },
      { _id: 'd4', state: 'delivered' },
    ]
    const completions = [{ _id: 'c1', scoreIntent: {} }, { _id: 'c2' }]
    await connection().collection<{ _id: string }>('deliveries').insertMany(deliveries)
    await connection().collection<{ _id: string }>('completions').insertMany(completions)
    expect((await maintenance().check()).map((line) => line.split(' ').at(-1))).to.deep.equal([
      ...['d1', 'd2', 'c1'],
    ])
  })
})
