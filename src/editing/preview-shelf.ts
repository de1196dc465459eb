import { checkModuleFiles, type Module, type ModuleFiles } from '../catalogue/index.ts'
import { NotFoundError } from '../errors/index.ts'
import { type Clock, createToken, isToken } from '../runtime/index.ts'
import { readArchive } from './archive.ts'
import { versionOf } from './module-folder.ts'
import { paths } from './paths.ts'
import { type PreviewHead, previewIdOf, type PreviewRepository } from './preview.ts'

const LIFE_MS = 24 * 60 * 60 * 1000
// An editor works on one or two; what is pushed out is unfolded again.
const MOST_UNFOLDED = 8
// Fifty megabytes of one editor lie in the store at most.
const MOST_OF_ONE = 5

export interface OpenedPreview {
  readonly token: string
  readonly module: Module
  readonly files: ModuleFiles
  readonly preview: PreviewHead
}

/** Modules that editors look at: each in the store, so that every node has it, and unfolded here while it is used. */
export interface PreviewShelf {
  /** Keeps an archive that was found good, and few of those before; gives the token of its address. */
  keep(archive: Uint8Array, accountId: string): Promise<string>
  /** @throws NotFoundError('preview-gone') also where it is somebody else's */
  open(token: string, accountId: string | undefined): Promise<OpenedPreview>
  /** @throws NotFoundError('preview-gone') */
  archiveOf(opened: OpenedPreview): Promise<Uint8Array>
  discard(token: string): Promise<void>
}

export interface PreviewShelfDeps {
  readonly previews: PreviewRepository
  readonly clock: Clock
}

type Unfolded = Pick<OpenedPreview, 'module' | 'files'>

export function createPreviewShelf({ previews, clock }: PreviewShelfDeps): PreviewShelf {
  const unfolded = new Map<string, Promise<Unfolded>>()

  async function archiveOf({ id }: Pick<PreviewHead, 'id'>): Promise<Uint8Array> {
    const preview = await previews.find(id, clock.now())
    if (!preview) throw new NotFoundError('preview-gone')
    return preview.archive
  }

  function unfoldOnce(token: string, head: PreviewHead): Promise<Unfolded> {
    const known = unfolded.get(token) ?? archiveOf(head).then((archive) => unfold(token, archive))
    unfolded.delete(token)
    unfolded.set(token, known)
    const [oldest] = unfolded.keys()
    if (unfolded.size > MOST_UNFOLDED && oldest !== undefined) unfolded.delete(oldest)
    // What failed is tried again; whoever asked hears of it.
    known.catch(() => unfolded.delete(token))
    return known
  }

  return {
    async keep(archive, accountId) {
      const token = createToken()
      const expiresAt = new Date(clock.now().getTime() + LIFE_MS)
      await previews.add({ id: previewIdOf(token), accountId, archive, expiresAt })
      await previews.keepNewest(accountId, MOST_OF_ONE)
      return token
    },
    async open(token, accountId) {
      const id = isToken(token) ? previewIdOf(token) : undefined
      const preview = id && (await previews.findHead(id, clock.now()))
      if (preview?.accountId !== accountId || !preview) throw new NotFoundError('preview-gone')
      return { token, preview, ...(await unfoldOnce(token, preview)) }
    },
    archiveOf: ({ preview }) => archiveOf(preview),
    async discard(token) {
      unfolded.delete(token)
      await previews.remove(previewIdOf(token))
    },
  }
}

async function unfold(token: string, archive: Uint8Array): Promise<Unfolded> {
  const { files } = versionOf('', await readArchive(archive))
  const { loaded } = checkModuleFiles(files, [])
  if (!loaded) throw new NotFoundError('preview-gone')
  const at = paths.module(token, loaded.module.id)
  return { files, module: { ...loaded.module, at } }
}
