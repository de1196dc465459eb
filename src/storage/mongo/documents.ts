import {
  type Connection,
  type Model,
  mongo,
  type QueryFilter,
  Schema,
  type SchemaDefinition,
} from 'mongoose'

import { chunksOf } from './chunks.ts'
import { isDuplicateKey, trueUnlessDuplicate } from './duplicates.ts'
import type { Change, Filter, Listing, Step } from './query.ts'
import { withStoreErrors } from './unavailable.ts'

interface Keyed {
  readonly _id: string
}

/** A domain record as a document: its id is the key. */
export type Stored<Entity extends { readonly id: string }> = Omit<Entity, 'id'> & {
  readonly _id: Entity['id']
}

/** One collection. A method for one document is one atomic step; one for several is a bulk of independent steps. */
export interface Documents<Doc extends Keyed> extends Readers<Doc>, Writers<Doc>, Bulks<Doc> {}

interface Readers<Doc> {
  first(filter: Filter<Doc>, listing?: Listing<Doc>): Promise<Doc | undefined>
  list(filter: Filter<Doc>, listing?: Listing<Doc>): Promise<readonly Doc[]>
  /** One field of each. */
  values<Field extends keyof Doc & string>(
    field: Field,
    filter: Filter<Doc>,
  ): Promise<readonly Doc[Field][]>
  count(filter: Filter<Doc>): Promise<number>
  /** How many of the filtered have which value. */
  countBy(field: keyof Doc & string, filter: Filter<Doc>): Promise<ReadonlyMap<string, number>>
}

interface Writers<Doc> {
  insert(doc: Doc): Promise<void>
  insertUnlessThere(doc: Doc): Promise<boolean>
  /** Replaces what has the key, or adds it. */
  put(doc: Doc): Promise<void>
  /** Tells whether there was one to replace. */
  replace(filter: Filter<Doc>, doc: Doc): Promise<boolean>
  /** Tells whether there was one to change. */
  change(filter: Filter<Doc>, change: Change<Doc>): Promise<boolean>
  /** Deletes it and gives it: of n who ask for one key at once, one gets it. */
  take(filter: Filter<Doc>): Promise<Doc | undefined>
}

interface Bulks<Doc> {
  /** Tells how many were not there. */
  insertEachUnlessThere(docs: readonly Doc[]): Promise<number>
  changeAll(filter: Filter<Doc>, change: Change<Doc>): Promise<void>
  /** One after the other; tells how many found their document. */
  changeEach(steps: readonly Step<Doc>[]): Promise<number>
  /** Tells how many. */
  remove(filter: Filter<Doc>): Promise<number>
}

/** Nothing is defaulted or added: what is stored is what a repository wrote. Indexes are migrate.ts's. */
const AS_WRITTEN = {
  autoIndex: false,
  autoCreate: false,
  versionKey: false,
  minimize: false,
  strict: 'throw',
} as const

export function schemaOf(definition: SchemaDefinition): Schema<Keyed> {
  const schema = new Schema<Keyed>({ _id: String, ...definition }, AS_WRITTEN)
  // mongoose would give a record an empty list that it never had.
  schema.eachPath((_name, type) => {
    if (type.instance === 'Array') type.default(undefined)
  })
  return schema
}

/** What is read is lean: the document as it lies, no object of mongoose. */
export function documentsIn<Doc extends Keyed>(
  connection: Connection,
  name: string,
  schema: Schema<Keyed>,
): Documents<Doc> {
  const model = connection.model<Keyed>(name, schema, name)
  return withStoreErrors<Documents<Doc>>({
    ...readersOf<Doc>(model),
    ...writersOf<Doc>(model),
    ...bulksOf<Doc>(model),
  })
}

// mongoose's own types of filters take a compiler's whole memory where the document's type is a parameter.
const plain = (filter: object) => filter as QueryFilter<Keyed>
const order = (sort: object) => sort as Record<string, 1 | -1>

function readersOf<Doc extends Keyed>(model: Model<Keyed>): Readers<Doc> {
  return {
    async first(filter, { sort = {} } = {}) {
      const found = await model.findOne(plain(filter)).sort(order(sort)).lean()
      return (found as Doc | null) ?? undefined
    },
    async list(filter, { sort = {}, limit = 0 } = {}) {
      const found: unknown = await model.find(plain(filter)).sort(order(sort)).limit(limit).lean()
      return found as readonly Doc[]
    },
    async values(field, filter) {
      const found: unknown = await model.find(plain(filter)).select([field]).lean()
      return (found as readonly Doc[]).map((doc) => doc[field])
    },
    count: (filter) => model.countDocuments(plain(filter)),
    async countBy(field, filter) {
      const groups = await model.aggregate<{ readonly _id: string; readonly n: number }>([
        { $match: plain(filter) },
        { $group: { _id: `$${field}`, n: { $sum: 1 } } },
      ])
      return new Map(groups.map(({ _id, n }) => [_id, n]))
    },
  }
}

function writersOf<Doc extends Keyed>(model: Model<Keyed>): Writers<Doc> {
  const insert = async (doc: Doc) => {
    await model.create(doc)
  }
  return {
    insert,
    insertUnlessThere: (doc) => trueUnlessDuplicate(insert(doc)),
    async put(doc) {
      await model.replaceOne({ _id: doc._id }, doc, { upsert: true })
    },
    async replace(filter, doc) {
      return (await model.replaceOne(plain(filter), doc)).matchedCount === 1
    },
    async change(filter, change) {
      return (await model.updateOne(plain(filter), change)).matchedCount === 1
    },
    async take(filter) {
      const taken = await model.findOneAndDelete(plain(filter)).lean()
      return (taken as Doc | null) ?? undefined
    },
  }
}

// FerretDB holds a connection for each step until the command ends, and has a hundred: with more it waits for itself.
const STEPS_IN_ONE_COMMAND = 50

function bulksOf<Doc extends Keyed>(model: Model<Keyed>): Bulks<Doc> {
  return {
    async insertEachUnlessThere(docs) {
      if (docs.length === 0) return 0
      try {
        return (await model.insertMany(docs, { ordered: false, lean: true })).length
      } catch (error) {
        if (isDuplicateKey(error) && error instanceof mongo.MongoBulkWriteError) {
          return error.insertedCount
        }
        throw error
      }
    },
    async changeAll(filter, change) {
      await model.updateMany(plain(filter), change)
    },
    async changeEach(steps) {
      let matched = 0
      for (const some of chunksOf(steps, STEPS_IN_ONE_COMMAND)) {
        matched += (await model.bulkWrite(some.map(toWrite))).matchedCount
      }
      return matched
    },
    async remove(filter) {
      return (await model.deleteMany(plain(filter))).deletedCount
    },
  }
}

function toWrite<Doc extends Keyed>(step: Step<Doc>) {
  const filter = plain(step.filter)
  if ('replacement' in step) return { replaceOne: { filter, replacement: step.replacement } }
  const { change: update, upsert = false } = step
  return { updateOne: { filter, update, upsert } }
}
