import type { Connection } from 'mongoose'

import { documentsIn, schemaOf } from './documents.ts'

interface VersionDocument {
  readonly _id: string
  readonly value: number
}

const schema = schemaOf({ value: Number })

/** Schools and areas share one version: the directory polls one record. */
export const SCHOOLS = 'schools'

/** What is written in steps under one number. */
export interface Stamped {
  /** Writes the records, each with the number. */
  write(version: number): Promise<void>
  /** Gives those that have the one number the other. */
  restamp(from: number, to: number): Promise<void>
}

/**
 * A number that grows with every change, and never before the change can be read. Without transactions the records are
 * written under the next number first; then the number is published. Where somebody else published it meanwhile, a
 * reader may have passed by: the records take the number after that. What a crash leaves unpublished is read together
 * with the next change.
 */
export function createVersionCounter(connection: Connection, name: string) {
  const versions = documentsIn<VersionDocument>(connection, 'versions', schema)
  const read = async () => (await versions.first({ _id: name }))?.value ?? 0
  const publish = (version: number) =>
    versions.change({ _id: name, value: version - 1 }, { $set: { value: version } })

  return {
    read,
    /** Unless it is published already, or the one before is not. */
    publish,
    async publishing({ write, restamp }: Stamped): Promise<void> {
      let version = (await read()) + 1
      await write(version)
      while (!(await publish(version))) {
        const next = (await read()) + 1
        await restamp(version, next)
        version = next
      }
    },
    /** For what is always read whole. */
    async bump(): Promise<void> {
      await versions.change({ _id: name }, { $inc: { value: 1 } })
    },
    /** Makes the record that the others count in; it is there for good. */
    async prepare(value = 0): Promise<void> {
      await versions.insertUnlessThere({ _id: name, value })
    },
  }
}
