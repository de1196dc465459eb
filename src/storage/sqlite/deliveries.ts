import { ConflictError } from '../../errors/index.ts'
import type {
  Delivery,
  DeliveryCount,
  DeliveryId,
  DeliveryRepository,
  DeliverySummary,
} from '../../passback/index.ts'
import type { Database, Row } from './database.ts'
import { integer, moment, optionalJson, optionalText, text } from './rows.ts'

export function createDeliveryRepository(database: Database): DeliveryRepository {
  return {
    add: (delivery) => insertUnlessThere(database, delivery),
    async find(id) {
      const [row] = await database.all('SELECT * FROM deliveries WHERE id = :id', { id })
      return row && toDelivery(row)
    },
    async listDue(now, limit) {
      const rows = await database.all(
        `SELECT * FROM deliveries WHERE state = 'waiting' AND next_try_at <= :now
         ORDER BY next_try_at LIMIT :limit`,
        { now, limit },
      )
      return rows.map(toDelivery)
    },
    replace: (delivery) => replaceWhole(database, delivery),
    async countByState() {
      const rows = await database.all('SELECT state, count(*) AS n FROM deliveries GROUP BY state')
      const counts = Object.fromEntries(rows.map((row) => [text(row, 'state'), integer(row, 'n')]))
      return { waiting: 0, delivered: 0, abandoned: 0, ...counts }
    },
    summary: () => summarise(database),
    wakeAll: (registrationId, now) =>
      database.run(
        // Left to itself SQLite goes through what waits for every platform.
        `UPDATE deliveries INDEXED BY deliveries_by_platform SET next_try_at = :now
         WHERE state = 'waiting' AND registration_id = :registrationId
           AND try_count > 0 AND next_try_at > :now`,
        { registrationId, now },
      ),
  }
}

async function insertUnlessThere(database: Database, delivery: Delivery): Promise<boolean> {
  const added = await database.run(
    `INSERT INTO deliveries (id, registration_id, line_item_url, line_item_search, completed_at,
                             state, sealed_sub, try_count, next_try_at, last_problem, revision)
     VALUES (:id, :registrationId, :lineItemUrl, :lineItemSearch, :completedAt,
             :state, :sealedSub, :tryCount, :nextTryAt, :lastProblem, :revision)
     ON CONFLICT (id) DO NOTHING`,
    toRow(delivery),
  )
  return added === 1
}

async function replaceWhole(database: Database, delivery: Delivery): Promise<void> {
  const changed = await database.run(
    `UPDATE deliveries
     SET registration_id = :registrationId, line_item_url = :lineItemUrl,
         line_item_search = :lineItemSearch, completed_at = :completedAt, state = :state, sealed_sub = :sealedSub,
         try_count = :tryCount, next_try_at = :nextTryAt, last_problem = :lastProblem,
         revision = :revision
     WHERE id = :id AND revision = :revision - 1`,
    toRow(delivery),
  )
  if (changed === 0) throw new ConflictError('delivery-changed')
}

/** Each from one index that has every column. */
async function summarise(database: Database): Promise<DeliverySummary> {
  const owed = await database.all(
    `SELECT state, registration_id, last_problem, count(*) AS n FROM deliveries
     WHERE state IN ('waiting', 'abandoned') GROUP BY state, registration_id, last_problem`,
  )
  const delivered = await database.all(
    `SELECT state, registration_id, NULL AS last_problem, count(*) AS n FROM deliveries
     WHERE state = 'delivered' GROUP BY registration_id`,
  )
  const waits = await database.all(
    `SELECT registration_id, min(completed_at) AS oldest_at, min(next_try_at) AS next_try_at
     FROM deliveries WHERE state = 'waiting' GROUP BY registration_id`,
  )
  return {
    counts: [...owed, ...delivered].map(toCount),
    waits: waits.map((row) => ({
      registrationId: text(row, 'registration_id'),
      oldestAt: moment(row, 'oldest_at'),
      nextTryAt: moment(row, 'next_try_at'),
    })),
  }
}

function toCount(row: Row): DeliveryCount {
  const problem = optionalText(row, 'last_problem')
  return {
    registrationId: text(row, 'registration_id'),
    state: text(row, 'state') as Delivery['state'],
    count: integer(row, 'n'),
    ...(problem && { problem }),
  }
}

/** The column was there before a score could go without an address, so it is empty then. */
function toRow({ lineItemUrl = '', lineItemSearch, ...delivery }: Delivery) {
  return {
    sealedSub: undefined,
    lastProblem: undefined,
    ...delivery,
    lineItemUrl,
    lineItemSearch: lineItemSearch && JSON.stringify(lineItemSearch),
  }
}

function toDelivery(row: Row): Delivery {
  const sealedSub = optionalText(row, 'sealed_sub')
  const lastProblem = optionalText(row, 'last_problem')
  const lineItemUrl = text(row, 'line_item_url')
  const lineItemSearch = optionalJson(row, 'line_item_search') as Delivery['lineItemSearch']
  return {
    id: text(row, 'id') as DeliveryId,
    registrationId: text(row, 'registration_id'),
    ...(lineItemUrl && { lineItemUrl }),
    ...(lineItemSearch && { lineItemSearch }),
    completedAt: moment(row, 'completed_at'),
    state: text(row, 'state') as Delivery['state'],
    tryCount: integer(row, 'try_count'),
    nextTryAt: moment(row, 'next_try_at'),
    revision: integer(row, 'revision'),
    ...(sealedSub && { sealedSub }),
    ...(lastProblem && { lastProblem }),
  }
}
