import { type Brand, hashOf, type Sweepable } from '../runtime/index.ts'

/** Hash of the token in the preview's address. */
export type PreviewId = Brand<'PreviewId'>

/** A module that an editor looks at before it is published: as it was uploaded, for one account and one day. */
export interface Preview {
  readonly id: PreviewId
  /** Whoever uploaded it; nobody else is shown it. */
  readonly accountId: string
  /** The zip archive, at most 10 MB. */
  readonly archive: Uint8Array
  readonly expiresAt: Date
}

/** All that every page of it asks for: the archive has ten megabytes. */
export type PreviewHead = Omit<Preview, 'archive'>

/** May be lost: it is uploaded again. */
export interface PreviewRepository extends Sweepable {
  add(preview: Preview): Promise<void>
  /** Only one that has not expired at `now`. */
  find(id: PreviewId, now: Date): Promise<Preview | undefined>
  /** The same without reading the archive. */
  findHead(id: PreviewId, now: Date): Promise<PreviewHead | undefined>
  remove(id: PreviewId): Promise<void>
  /** Of one account those that end last, `most` of them; the others are removed. */
  keepNewest(accountId: string, most: number): Promise<void>
}

export function previewIdOf(token: string): PreviewId {
  return hashOf('preview', token) as PreviewId
}
