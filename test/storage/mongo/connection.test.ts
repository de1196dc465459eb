import { expect } from 'chai'
import mongoose, { type mongo } from 'mongoose'

import { openConnection } from '../../../src/storage/mongo/connection.ts'
import { createToolKeyRepository } from '../../../src/storage/mongo/tool-keys.ts'
import { onMongo } from '../../support/a-mongo-connection.ts'

const key = { number: 1, kid: 'one', sealedPrivateKey: 'v1.a', createdAt: new Date(0) }

onMongo('The connection to MongoDB', (connection) => {
  it('waits with every write until most members have it in their journal', async () => {
    const written: unknown[] = []
    const { host, port, name } = connection()
    let commands = 0
    const own = await openConnection({
      url: `mongodb://${host}:${port}/${name}`,
      onStatement: () => {
        commands += 1
      },
    })
    own.getClient().on('commandStarted', ({ commandName, command }: mongo.CommandStartedEvent) => {
      if (commandName === 'insert') written.push(command['writeConcern'])
    })
    await createToolKeyRepository(own).add(key)
    const commandsOfOneCall = commands
    await own.close()
    expect(written).to.deep.equal([{ w: 'majority', j: true }])
    expect(commandsOfOneCall).to.equal(1)
  })

  it('is none of mongoose’s own', () => {
    expect(mongoose.connections.indexOf(connection())).to.be.greaterThan(0)
    expect(mongoose.connection.readyState).to.equal(mongoose.ConnectionStates.disconnected)
    expect(mongoose.modelNames()).to.deep.equal([])
  })
})
