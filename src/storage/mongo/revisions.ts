import { ConflictError } from '../../errors/index.ts'
import type { Documents } from './documents.ts'
import type { Filter } from './query.ts'

interface Revised {
  readonly _id: string
  readonly revision: number
}

/** Replaces the document that stands one revision before. */
export async function replaceRevision<Doc extends Revised>(
  documents: Pick<Documents<Doc>, 'replace'>,
  doc: Doc,
  staleCode: string,
): Promise<void> {
  if (!(await documents.replace(oneBefore(doc), doc))) throw new ConflictError(staleCode)
}

export function oneBefore<Doc extends Revised>({ _id, revision }: Doc): Filter<Doc> {
  return { _id, revision: revision - 1 } as Filter<Doc>
}

/** Replaces each that its filter finds and adds those of which there is none; tells how many it wrote. */
export async function storeEach<Doc extends Revised>(
  documents: Documents<Doc>,
  docs: readonly Doc[],
  before: (doc: Doc) => Filter<Doc> = oneBefore,
): Promise<number> {
  const steps = docs.map((doc) => ({ filter: before(doc), replacement: doc }))
  const replaced = await documents.changeEach(steps)
  if (replaced === docs.length) return replaced
  const ids = docs.map(({ _id }) => _id)
  const there = new Set(await documents.values('_id', { _id: { $in: ids } } as object))
  const added = await documents.insertEachUnlessThere(docs.filter(({ _id }) => !there.has(_id)))
  return replaced + added
}
