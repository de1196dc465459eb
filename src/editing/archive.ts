import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl'

import { contentTypeOf } from '../catalogue/index.ts'
import { InvalidInputError } from '../errors/index.ts'

const MB = 1024 * 1024

/** What a module needs many times over, and what no machine notices. */
const MOST = {
  archiveBytes: 10 * MB,
  entries: 500,
  fileBytes: 5 * MB,
  /** The longest module has 35 KB of text in all; to draw so much for a preview takes the one thread no time. */
  textBytes: 256 * 1024,
  bytes: 30 * MB,
  /** Of what is unfolded to what it was; text shrinks to a tenth. */
  ratio: 100,
  nameLength: 200,
}
// Below this a high ratio means nothing: a drawing of one colour.
const SMALL_BYTES = 64 * 1024

const TEXT_ENDINGS = ['.json', '.md']
/** What systems add by themselves. */
const NOBODYS = /(^|\/)(__MACOSX\/|\.|Thumbs\.db$|desktop\.ini$)/
/** What every file system and address takes, and nobody reads as something else; media lie in one folder, and a voice below it. */
const PLAIN = /^(?:[\p{L}\p{N}_-]+\/|media\/audio\/)?[\p{L}\p{N}_-][\p{L}\p{M}\p{N} ._-]*$/u
const UNIX_FILE_TYPE = 0o170000
const UNIX_REGULAR = 0o100000
const UNIX_FOLDER = 0o040000

/**
 * The files of one module in a zip archive, by their path in the module's folder. Whatever the archive claims is
 * measured while it unfolds; nothing is written anywhere.
 * @throws InvalidInputError('archive-…')
 */
export async function readArchive(bytes: Uint8Array): Promise<ReadonlyMap<string, Buffer>> {
  if (bytes.length > MOST.archiveBytes) throw new InvalidInputError('archive-large')
  const zip = await opened(bytes)
  try {
    if (zip.entryCount > MOST.entries) throw new InvalidInputError('archive-many')
    return inModule(await filesOf(zip))
  } catch (error) {
    throw toRefusal(error)
  } finally {
    zip.close()
  }
}

async function opened(bytes: Uint8Array): Promise<ZipFile> {
  const options = { strictFileNames: true, validateEntrySizes: true, autoClose: false }
  try {
    return await fromBufferPromise(Buffer.from(bytes), options)
  } catch (error) {
    throw toRefusal(error)
  }
}

async function filesOf(zip: ZipFile): Promise<ReadonlyMap<string, Buffer>> {
  const files = new Map<string, Buffer>()
  const names = new Set<string>()
  let [total, texts] = [0, 0]
  for await (const entry of zip.eachEntry()) {
    if (names.size >= MOST.entries) throw new InvalidInputError('archive-many')
    const name = nameOf(entry)
    // Some systems do not tell A from a, nor two spellings of ế from each other.
    const plain = name.normalize('NFC').toLowerCase()
    if (names.has(plain)) throw refusal('archive-twice', name)
    names.add(plain)
    if (name.endsWith('/') || NOBODYS.test(name)) continue
    refuseStrange(entry, name)
    const content = await contentOf(zip, entry, { name, left: MOST.bytes - total })
    total += content.length
    texts += isText(name) ? content.length : 0
    if (texts > MOST.textBytes) throw new InvalidInputError('archive-text-large')
    files.set(name, content)
  }
  return files
}

/** @throws InvalidInputError where it would lie anywhere else than in a folder of its own */
function nameOf({ fileName }: Entry): string {
  const parts = fileName.replace(/\/$/, '').split('/')
  const isStrange =
    fileName.length > MOST.nameLength ||
    /[\\:\p{Cc}]/u.test(fileName) ||
    parts.some((part) => part === '' || part === '.' || part === '..')
  if (isStrange) throw refusal('archive-name', fileName)
  return fileName
}

function refuseStrange(entry: Entry, name: string): void {
  if (entry.isEncrypted()) throw refusal('archive-locked', name)
  const type = (entry.externalFileAttributes >>> 16) & UNIX_FILE_TYPE
  if (type !== 0 && type !== UNIX_REGULAR && type !== UNIX_FOLDER)
    throw refusal('archive-link', name)
  if (entry.uncompressedSize > MOST.fileBytes) throw refusal('archive-file-large', name)
  if (!isKnown(name)) throw refusal('archive-type', name)
}

function isText(name: string): boolean {
  return TEXT_ENDINGS.some((ending) => name.endsWith(ending))
}

function isKnown(name: string): boolean {
  return isText(name) || contentTypeOf(name) !== 'application/octet-stream'
}

interface Room {
  readonly name: string
  readonly left: number
}

/** Stops at the first byte too many, whatever size the entry claims. */
async function contentOf(zip: ZipFile, entry: Entry, { name, left }: Room): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  const most = Math.max(SMALL_BYTES, entry.compressedSize * MOST.ratio)
  const stream = await zip.openReadStreamPromise(entry)
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > MOST.fileBytes) throw refusal('archive-file-large', name)
    if (size > left) throw new InvalidInputError('archive-large')
    if (size > most) throw refusal('archive-bomb', name)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/** The folder around module.json falls away: people zip a folder as often as what is in it. */
function inModule(files: ReadonlyMap<string, Buffer>): ReadonlyMap<string, Buffer> {
  const heads = [...files.keys()].filter((name) => /(^|\/)module\.json$/.test(name))
  const [head, another] = heads
  if (head === undefined) throw new InvalidInputError('archive-no-module')
  if (another !== undefined) throw refusal('archive-several', another)
  const folder = head.slice(0, -'module.json'.length)
  return new Map(
    [...files].map(([name, content]) => {
      if (!name.startsWith(folder)) throw refusal('archive-outside', name)
      const inside = name.slice(folder.length)
      if (!PLAIN.test(inside)) throw refusal('archive-name', inside)
      return [inside, content] as const
    }),
  )
}

function refusal(code: string, file: string): InvalidInputError {
  return new InvalidInputError(code, { file: file.slice(0, MOST.nameLength) })
}

/** Yauzl and zlib say in English what a person sees as one thing: this is no archive that can be read. */
function toRefusal(error: unknown): Error {
  if (error instanceof InvalidInputError) return error
  const words = error instanceof Error ? error.message : ''
  const isName = /invalid (relative path|characters)|absolute path/.test(words)
  const isLocked = words.includes('encrypted')
  const code = isName ? 'archive-name' : isLocked ? 'archive-locked' : 'archive-unreadable'
  return new InvalidInputError(code, { file: isName ? nameIn(words) : '' }, error)
}

function nameIn(words: string): string {
  return words.slice(words.indexOf(': ') + 2, MOST.nameLength)
}
