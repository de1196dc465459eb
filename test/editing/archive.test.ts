import { expect } from 'chai'
import JSZip from 'jszip'

import { readArchive } from '../../src/editing/archive.ts'
import { createArchiveChecker } from '../../src/editing/archive-checker.ts'
import { codeOf } from '../support/rejection.ts'

type Files = Readonly<Record<string, string | Uint8Array>>

const HEAD = { 'module.json': '{}' }

async function zipOf(files: Files, options: JSZip.JSZipFileOptions = {}): Promise<Uint8Array> {
  const zip = new JSZip()
  for (const [name, content] of Object.entries(files)) {
    zip.file(name, content, { createFolders: false, ...options })
  }
  return zip.generateAsync({ type: 'uint8array', compression: 'DEFLATE', platform: 'UNIX' })
}

/** The same length, so that every offset in the archive stays true. */
function renamed(archive: Uint8Array, from: string, to: string): Uint8Array {
  expect(from.length).to.equal(to.length)
  const bytes = Buffer.from(archive)
  for (let at = bytes.indexOf(from); at >= 0; at = bytes.indexOf(from, at + 1)) bytes.write(to, at)
  return bytes
}

const CENTRAL = Buffer.from([0x50, 0x4b, 1, 2])

/** Changes the directory at the end of the archive, which is what readers believe. */
function withDirectory(archive: Uint8Array, change: (entry: Buffer) => void): Uint8Array {
  const bytes = Buffer.from(archive)
  for (let at = bytes.indexOf(CENTRAL); at >= 0; at = bytes.indexOf(CENTRAL, at + 1))
    change(bytes.subarray(at))
  return bytes
}

describe('an archive of a module', () => {
  it('gives the files, with or without a folder around them, and nothing that systems add', async () => {
    const files = { 'module.json': '{}', 'steps/01-a.md': 'Chữ', 'media/a.svg': '<svg/>' }
    const bare = await readArchive(await zipOf(files))
    const around = { '__MACOSX/x/._a': 'x', 'B5/2/.DS_Store': 'x', 'B5/2/Thumbs.db': 'x' }
    const inFolder = Object.fromEntries(
      Object.entries(files).map(([name, text]) => [`B5/2/${name}`, text]),
    )
    const folded = await readArchive(await zipOf({ ...inFolder, ...around }))
    for (const read of [bare, folded]) {
      expect([...read.keys()]).to.have.members(Object.keys(files))
      expect(read.get('steps/01-a.md')?.toString()).to.equal('Chữ')
    }
  })

  for (const name of ['../../etc/x.md', '/etc/abcd/x.md', 'steps\\..\\x12.md', 'C:/windows/x.md']) {
    it(`has no file ${name}`, async () => {
      const placeholder = 'p'.repeat(name.length - 3) + '.md'
      const archive = renamed(await zipOf({ ...HEAD, [placeholder]: 'x' }), placeholder, name)
      expect(await codeOf(readArchive(archive))).to.equal('archive-name')
    })
  }

  it('has no name that is very long, or has a control character in it', async () => {
    const long = await zipOf({ ...HEAD, [`steps/${'a'.repeat(60_000)}.md`]: 'x' })
    expect(await codeOf(readArchive(long))).to.equal('archive-name')
    const strange = renamed(await zipOf({ ...HEAD, 'steps/0000.md': 'x' }), '0000', '0\u0000\n0')
    expect(await codeOf(readArchive(strange))).to.equal('archive-name')
  })

  it('has no link, whatever its name', async () => {
    const link = await zipOf(
      { ...HEAD, 'steps/01-a.md': '/etc/passwd' },
      { unixPermissions: 0o120777 },
    )
    expect(await codeOf(readArchive(link))).to.equal('archive-link')
  })

  it('has no file twice, however it is spelled', async () => {
    const archive = await zipOf({ ...HEAD, 'steps/01-a.md': 'x', 'steps/01-A.md': 'y' })
    expect(await codeOf(readArchive(archive))).to.equal('archive-twice')
    const same = renamed(await zipOf({ ...HEAD, 'a1.md': 'x', 'a2.md': 'y' }), 'a2.md', 'a1.md')
    expect(await codeOf(readArchive(same))).to.equal('archive-twice')
  })

  it('is not locked', async () => {
    const archive = withDirectory(await zipOf(HEAD), (entry) => {
      entry.writeUInt16LE(entry.readUInt16LE(8) | 1, 8)
    })
    expect(await codeOf(readArchive(archive))).to.equal('archive-locked')
  })

  it('does not unfold a hundred times, and no further than 5 MB a file and 30 MB in all', async function () {
    this.timeout(60_000) // 30 MB of noise are packed first
    const bomb = await zipOf({ ...HEAD, 'teacher.md': 'a'.repeat(4 * 1024 * 1024) })
    expect(bomb.length).to.be.lessThan(10_000)
    expect(await codeOf(readArchive(bomb))).to.equal('archive-bomb')
    const large = await zipOf({ ...HEAD, 'teacher.md': 'a'.repeat(6 * 1024 * 1024) })
    expect(await codeOf(readArchive(large))).to.equal('archive-file-large')
    const many = Object.fromEntries(
      Array.from({ length: 480 }, (_, index) => [`media/${index}.png`, noise(64 * 1024 + 1000)]),
    )
    expect(await codeOf(readArchive(await zipOf({ ...HEAD, ...many })))).to.equal('archive-large')
  })

  it('has no more text than a preview can draw while others wait', async () => {
    const noisy = (length: number) => Buffer.from(noise(length)).toString('hex').slice(0, length)
    const files = { 'steps/01-a.md': noisy(200_000), 'teacher.md': noisy(60_000) }
    expect((await readArchive(await zipOf({ ...HEAD, ...files }))).size).to.equal(3)
    const more = { ...files, 'steps/02-b.md': noisy(5_000) }
    expect(await codeOf(readArchive(await zipOf({ ...HEAD, ...more })))).to.equal(
      'archive-text-large',
    )
  })

  it('has names that stay the same wherever they are written and shown', async () => {
    const fine = ['media/Hình vẽ 1.svg', 'media/a_b.2.svg', 'media/audio/01-a.2.mp3']
    for (const name of fine)
      expect([...(await readArchive(await zipOf({ ...HEAD, [name]: 'x' }))).keys()]).to.include(
        name,
      )
    for (const name of [
      'media/<b>.svg',
      'media/\u202egvs.svg',
      'media/a%2fb.svg',
      'media/sub/a.svg',
    ])
      expect(await codeOf(readArchive(await zipOf({ ...HEAD, [name]: 'x' }))), name).to.equal(
        'archive-name',
      )
  })

  it('is measured, whatever size it claims', async () => {
    const honest = await zipOf({ ...HEAD, 'teacher.md': 'a'.repeat(4 * 1024 * 1024) })
    const lying = withDirectory(honest, (entry) => {
      entry.writeUInt32LE(10, 24)
    })
    expect(await codeOf(readArchive(lying))).to.be.oneOf(['archive-unreadable', 'archive-bomb'])
  })

  it('has at most 500 files, counted and not believed', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 501 }, (_, index) => [`steps/${index}.md`, 'x']),
    )
    expect(await codeOf(readArchive(await zipOf({ ...HEAD, ...files })))).to.equal('archive-many')
  })

  it('has files of the format only', async () => {
    for (const name of ['run.exe', 'index.html', 'steps/01-a.js', 'a.zip', 'README']) {
      const archive = await zipOf({ ...HEAD, [name]: 'x' })
      expect(await codeOf(readArchive(archive)), name).to.equal('archive-type')
    }
  })

  it('holds one module', async () => {
    expect(await codeOf(readArchive(await zipOf({ 'teacher.md': 'x' })))).to.equal(
      'archive-no-module',
    )
    const two = await zipOf({ 'A/module.json': '{}', 'B/module.json': '{}' })
    expect(await codeOf(readArchive(two))).to.equal('archive-several')
    const outside = await zipOf({ 'A/module.json': '{}', 'teacher.md': 'x' })
    expect(await codeOf(readArchive(outside))).to.equal('archive-outside')
  })

  it('is an archive', async () => {
    const whole = await zipOf(HEAD)
    const broken = Buffer.from(whole)
    broken.fill(0xff, 30, 45)
    for (const bytes of [new Uint8Array(), Buffer.from('PK'), whole.subarray(0, 40), broken]) {
      expect(await codeOf(readArchive(bytes))).to.match(/^archive-(unreadable|name|no-module)$/)
    }
    expect(await codeOf(readArchive(new Uint8Array(10 * 1024 * 1024 + 1)))).to.equal(
      'archive-large',
    )
  })
})

describe('the thread that checks archives', () => {
  it('tells problems by file and line, and refuses what is no archive', async function () {
    this.timeout(20_000)
    const checker = createArchiveChecker(['content'])
    const broken = await zipOf({ 'module.json': '{\n "id": "B5",\n oops }' })
    const problems = checker.check(broken, 'account-1')
    expect(await problems).to.deep.include({ file: 'quiz.json', message: 'is missing.' })
    expect((await problems).find(({ file }) => file === 'module.json')?.line).to.equal(3)
    expect(await codeOf(checker.check(Buffer.from('no'), 'account-1'))).to.equal(
      'archive-unreadable',
    )
  })

  it('holds two of one editor at most, and keeps no other waiting for the rest', async function () {
    this.timeout(20_000)
    const checker = createArchiveChecker(['content'])
    const ask = (accountId: string) => codeOf(checker.check(Buffer.from('no'), accountId))
    const asked = ['account-1', 'account-1', 'account-1', 'account-2'].map(ask)
    const [unreadable, waiting] = ['archive-unreadable', 'archive-waiting']
    expect(await Promise.all(asked)).to.deep.equal([unreadable, unreadable, waiting, unreadable])
    expect(await ask('account-1')).to.equal(unreadable)
  })
})

/** What cannot be packed. */
function noise(length: number): Uint8Array {
  let seed = length
  return Uint8Array.from({ length }, () => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
    return seed >> 16
  })
}
