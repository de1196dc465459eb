import { expect } from 'chai'
import { mongo } from 'mongoose'

import { toStoreError } from '../../../src/storage/mongo/unavailable.ts'

const socketError = (code: string) => Object.assign(new Error('why'), { code })
const serverError = (code: number) => new mongo.MongoServerError({ message: 'why', code })

const OF_THE_STORE = {
  'a network error of the driver': new mongo.MongoNetworkError('why'),
  'a socket that the other side ended': socketError('EPIPE'),
  'a line that broke': socketError('ECONNRESET'),
  'a server without space': serverError(14_031),
  'a server that is no primary any more': serverError(10_107),
}

const OUR_OWN = {
  'a duplicate key': serverError(11_000),
  'a bad command': serverError(9),
  'a mistake': new TypeError('why'),
}

describe('an error of MongoDB', () => {
  for (const [title, error] of Object.entries(OF_THE_STORE)) {
    it(`says that the store is unavailable: ${title}`, () => {
      expect(toStoreError(error)).to.include({ code: 'store-unavailable', status: 503 })
      expect((toStoreError(error) as Error).cause).to.equal(error)
    })
  }

  for (const [title, error] of Object.entries(OUR_OWN)) {
    it(`is left as it is: ${title}`, () => {
      expect(toStoreError(error)).to.equal(error)
    })
  }
})
