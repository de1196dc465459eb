import type { Connection, mongo } from 'mongoose'

import type { Preview, PreviewRepository } from '../../editing/index.ts'
import { documentsIn, schemaOf, type Stored } from './documents.ts'

const schema = schemaOf({ accountId: String, archive: Buffer, expiresAt: Date })

interface PreviewDocument extends Omit<Stored<Preview>, 'archive'> {
  readonly archive: Buffer | mongo.Binary
}

/** An archive of 10 MB fits into one document of 16. */
export function createPreviewRepository(connection: Connection): PreviewRepository {
  const previews = documentsIn<PreviewDocument>(connection, 'content_previews', schema)
  return {
    async add({ id, archive, ...rest }) {
      await previews.insert({ _id: id, archive: Buffer.from(archive), ...rest })
    },
    async find(id, now) {
      const found = await previews.first({ _id: id, expiresAt: { $gt: now } })
      if (!found) return undefined
      const { accountId, archive, expiresAt } = found
      return { id, accountId, archive: bytesOf(archive), expiresAt }
    },
    async findHead(id, now) {
      const filter = { _id: id, expiresAt: { $gt: now } }
      const [accounts, ends] = await Promise.all([
        previews.values('accountId', filter),
        previews.values('expiresAt', filter),
      ])
      const [[accountId], [expiresAt]] = [accounts, ends]
      return accountId !== undefined && expiresAt ? { id, accountId, expiresAt } : undefined
    },
    async remove(id) {
      await previews.remove({ _id: id })
    },
    async keepNewest(accountId, most) {
      const ends = await previews.values('expiresAt', { accountId })
      const last = ends.toSorted((one, other) => other.getTime() - one.getTime())[most]
      if (last) await previews.remove({ accountId, expiresAt: { $lte: last } })
    },
    sweep: (now) => previews.remove({ expiresAt: { $lte: now } }),
  }
}

/** What is read lean comes as the driver's own kind of bytes. */
function bytesOf(archive: Buffer | mongo.Binary): Uint8Array {
  return new Uint8Array(archive instanceof Uint8Array ? archive : archive.buffer)
}
