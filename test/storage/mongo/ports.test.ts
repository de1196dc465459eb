import { expect } from 'chai'

import type { MongoStorage } from '../../../src/storage/mongo/index.ts'
import type { SqliteStorage } from '../../../src/storage/sqlite/index.ts'
import { onEveryEngine, type Opened } from '../../support/engines.ts'

type Ports<Storage> = Omit<Storage, 'close'>

// Neither engine may have a port that the other has not: these two lines are checked by the compiler.
const asSqlite = (ports: Ports<MongoStorage>): Ports<SqliteStorage> => ports
const asMongo = (ports: Ports<SqliteStorage>): Ports<MongoStorage> => ports

/** `coverageRows.find` and so on. */
function methodsOf(ports: object, path = ''): readonly string[] {
  return Object.entries(ports).flatMap(([name, value]: [string, unknown]) =>
    typeof value === 'object' && value ? methodsOf(value, `${path}${name}.`) : [`${path}${name}`],
  )
}

describe('The two engines', () => {
  const seen: (readonly string[])[] = []

  onEveryEngine('have the same methods', (opened: () => Opened) => {
    it('as the engine before', () => {
      const { storage } = opened()
      seen.push(methodsOf(asSqlite(asMongo(storage))).toSorted())
      expect(seen.at(-1)).to.deep.equal(seen[0])
    })
  })
})
