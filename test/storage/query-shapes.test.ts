import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

import { expect } from 'chai'

import { INDEXES } from '../../src/storage/mongo/indexes.ts'
import { DECLARED_ON_MONGODB } from './query-shapes/declared-mongodb.ts'
import { DECLARED_ON_SQLITE } from './query-shapes/declared-sqlite.ts'
import type { MongoShapes } from './query-shapes/mongo-shapes.ts'
import { serving } from './query-shapes/serving-index.ts'
import type { Shapes } from './query-shapes/shapes.ts'
import { type SqliteShapes, sqliteShapes, toWay } from './query-shapes/sqlite-shapes.ts'

/** What may be read from end to end: records that people or processes make one by one, and so stay few. */
const SMALL = [
  'registrations',
  'deployments',
  'areas',
  'accounts',
  'programmes',
  'calendars',
  'periods',
  'resources',
  'invitations',
  'signing_keys',
  'platform_health',
]

/** What is read from end to end although it grows, and why that is no page's way. */
const ALLOWED: Readonly<Record<string, string>> = {
  'helpRecords.list': 'read where one of them was changed, by no page',
  'schoolImports.findLast': 'one record, at the end of an index',
  'deliveries.countByState': 'an operator’s question, asked by hand',
}

/** `method: way` of whatever reads a growing table from end to end. */
function readsOfWhole(shapes: Shapes): readonly string[] {
  return Object.entries(shapes).flatMap(([method, ways]) =>
    ways
      .filter((way) => /^(whole|all of) /.test(way) && !(method in ALLOWED))
      .filter((way) => !SMALL.some((name) => new RegExp(`^(whole|all of) ${name}\\b`).test(way)))
      .map((way) => `${method}: ${way}`),
  )
}

function isUsed(name: string, shapes: Shapes): boolean {
  return Object.values(shapes).some((ways) => ways.some((way) => way.endsWith(name)))
}

describe('query shapes on sqlite', () => {
  let found: SqliteShapes
  before(async () => {
    found = await sqliteShapes()
  })

  it('read by what is declared for them', () => {
    expect(found.shapes).to.deep.equal(DECLARED_ON_SQLITE)
  })

  it('read no table from end to end that grows', () => {
    expect(readsOfWhole(found.shapes)).to.deep.equal([])
  })

  it('use every index that is kept up to date for them', () => {
    expect(found.indexes.length).to.be.greaterThan(20)
    expect(found.indexes.filter((name) => !isUsed(name, found.shapes))).to.deep.equal([])
  })

  it('would show a question without an index', () => {
    expect(toWay('SCAN completions')).to.equal('whole completions')
    expect(toWay('SEARCH runs USING INDEX runs_by_person (person_key=?)')).to.equal(
      'runs_by_person',
    )
    expect(readsOfWhole({ 'runs.list': ['whole runs'] })).to.deep.equal(['runs.list: whole runs'])
  })
})

const server = process.env['MONGODB_URL']

/** Loaded where there is a server only: what never runs would count as untested. */
async function askMongo(url: string): Promise<MongoShapes> {
  const { mongoShapes } = await import('./query-shapes/mongo-shapes.ts')
  return mongoShapes(url)
}

if (server) {
  describe('query shapes on mongodb', () => {
    let found: MongoShapes
    before(async () => {
      found = await askMongo(server)
    })

    it('read by what is declared for them', () => {
      expect(found.shapes).to.deep.equal(DECLARED_ON_MONGODB)
    })

    it('ask with nothing that a wire-compatible server may lack', () => {
      const operators = [...found.words].filter((word) => word.startsWith('$'))
      const known = ['$gt', '$gte', '$lt', '$lte', '$in', '$or', '$match', '$group', '$sum', '$db']
      const changes = ['$set', '$setOnInsert', '$unset', '$inc']
      // A replica set has a clock and reads the primary; both are the driver's own.
      const driver = ['$clusterTime', '$readPreference']
      expect(
        operators.filter((word) => ![...known, ...changes, ...driver].includes(word)),
      ).to.deep.equal([])
      const banned = [
        'startTransaction',
        'autocommit',
        'arrayFilters',
        'collation',
        'hint',
        'getMore',
      ]
      expect(banned.filter((word) => found.words.has(word))).to.deep.equal([])
    })
  })
}

describe('query shapes that are declared for mongodb', () => {
  const sources = readdirSync('src/storage/mongo').map((name) =>
    path.join('src/storage/mongo', name),
  )

  it('read no collection from end to end that grows', () => {
    expect(readsOfWhole(DECLARED_ON_MONGODB)).to.deep.equal([])
  })

  it('use every index that is kept up to date for them, unless it is an invariant', () => {
    const names = INDEXES.filter(({ unique }) => !unique).map(
      ({ collection, keys }) => `${collection} { ${Object.keys(keys).join(', ')} }`,
    )
    expect(names.filter((name) => !isUsed(name, DECLARED_ON_MONGODB))).to.deep.equal([])
  })

  it('are asked of the same methods as on sqlite, apart from those that only write there', () => {
    const only = Object.keys(DECLARED_ON_SQLITE).filter((name) => !(name in DECLARED_ON_MONGODB))
    expect(only).to.deep.equal([])
  })

  it('name nowhere in the source what a wire-compatible server may lack', () => {
    const banned =
      /expireAfterSeconds|partialFilterExpression|sparse|collation|arrayFilters|\$lookup|\$expr|startSession|withTransaction|\.watch\(/
    const naming = sources.filter((file) => banned.test(readFileSync(file, 'utf8')))
    expect(sources.length).to.be.greaterThan(30)
    expect(naming).to.deep.equal([])
  })

  it('would show a question without an index', () => {
    const ask = (filter: object, sort: object) =>
      serving({ collection: 'runs', filter: { ...filter }, sort: { ...sort } }, INDEXES)
    const open = { personKey: 'a', recorded: false }
    const byPerson = 'runs { personKey, recorded, startedAt }'
    expect(ask(open, { startedAt: -1 })).to.deep.equal([byPerson])
    expect(ask(open, { revision: 1 })).to.deep.equal(['whole runs, sorted in memory'])
    expect(ask({ recorded: false }, {})).to.deep.equal(['whole runs'])
    expect(ask({ $or: [open, { revision: 1 }] }, {})).to.deep.equal([byPerson, 'whole runs'])
  })
})
