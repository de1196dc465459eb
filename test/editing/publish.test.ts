import { chmod, cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { expect } from 'chai'

import {
  checkContent,
  createCatalogue,
  formatProblem,
  type LiveCatalogue,
} from '../../src/catalogue/index.ts'
import { checkFolder, publishFolder } from '../../src/editing/index.ts'
import { ConflictError } from '../../src/errors/index.ts'
import { codeOf } from '../support/rejection.ts'

describe('publishing', () => {
  let root = ''
  let content = ''

  beforeEach(async () => {
    root = await mkdtemp(path.join(tmpdir(), 'content-'))
    content = path.join(root, 'content')
    await mkdir(content)
    await cp('content/B5', path.join(content, 'B5'), { recursive: true })
  })
  afterEach(() => rm(root, { recursive: true }))

  /** An editor's own copy, which says that it is this version. */
  async function aDraft(version: string): Promise<string> {
    const folder = path.join(root, `draft-${version}`)
    await cp('content/B5/1', folder, { recursive: true })
    const file = path.join(folder, 'module.json')
    const head = JSON.parse(await readFile(file, 'utf8')) as object
    await writeFile(file, JSON.stringify({ ...head, version }, undefined, 2))
    return folder
  }

  async function problems(): Promise<readonly string[]> {
    return (await checkContent([content])).problems.map(formatProblem)
  }

  it('writes down every file of what lies in the folder already, and changes none', async () => {
    expect(await publishFolder(content, [content])).to.deep.equal({
      published: ['B5/1'],
      already: [],
    })
    const manifest = JSON.parse(
      await readFile(path.join(content, 'published.json'), 'utf8'),
    ) as Record<string, Record<string, string>>
    expect(Object.keys(manifest['B5/1']!)).to.include.members([
      'module.json',
      'quiz.json',
      'teacher.md',
    ])
    expect(await problems()).to.deep.equal([])
    expect(await publishFolder(content, [content])).to.deep.equal({
      published: [],
      already: ['B5/1'],
    })
  })

  it('names each file of a published version that was changed, added or taken away', async () => {
    await publishFolder(content, [content])
    const folder = path.join(content, 'B5/1')
    const [step = ''] = await readdir(path.join(folder, 'steps'))
    const notes = await readFile(path.join(folder, 'teacher.md'), 'utf8')
    await writeFile(path.join(folder, 'teacher.md'), `${notes}\nThêm một dòng.\n`)
    await mkdir(path.join(folder, 'media'), { recursive: true })
    await writeFile(path.join(folder, 'media/la.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>')
    const found = await problems()
    expect(found).to.include(
      `${folder}/teacher.md: has changed, but its version is published: make a new version.`,
    )
    expect(found).to.include(
      `${folder}/media/la.svg: was added, but its version is published: make a new version.`,
    )
    await rm(path.join(folder, 'steps', step))
    expect((await problems()).join('\n')).to.include(`steps/${step}: is gone`)
    await rm(folder, { recursive: true })
    expect(await problems()).to.include(`${folder}: is published, but no longer there.`)
  })

  it('takes line ends of another system for the same words', async () => {
    await publishFolder(content, [content])
    const file = path.join(content, 'B5/1/teacher.md')
    const text = await readFile(file, 'utf8')
    await writeFile(file, text.replaceAll('\n', '\r\n'))
    expect(await problems()).to.deep.equal([])
  })

  it('refuses other words under a published number, and a number behind it', async () => {
    await publishFolder(await aDraft('2'), [content])
    const second = path.join(root, 'draft-2/teacher.md')
    await writeFile(second, `${await readFile(second, 'utf8')}\nKhác.\n`)
    const changed = publishFolder(path.join(root, 'draft-2'), [content])
    expect(await codeOf(changed)).to.equal('content-published')
    await rm(path.join(content, 'B5/1'), { recursive: true })
    const old = publishFolder(await aDraft('1'), [content])
    expect(await codeOf(old)).to.equal('content-version-old')
  })

  it('puts nothing where the checker finds a problem, and leaves no half folder', async () => {
    const draft = await aDraft('2')
    await rm(path.join(draft, 'teacher.md'))
    expect(await codeOf(publishFolder(draft, [content]))).to.equal('content-broken')
    expect(await readdir(path.join(content, 'B5'))).to.deep.equal(['1'])
    expect(await readdir(content)).to.deep.equal(['B5'])
  })

  it('loses none of two publications at once', async () => {
    const [two, three] = [await aDraft('2'), await aDraft('3')]
    const both = await Promise.allSettled([
      publishFolder(two, [content]),
      publishFolder(three, [content]),
    ])
    const manifest = JSON.parse(
      await readFile(path.join(content, 'published.json'), 'utf8'),
    ) as object
    const done = both.flatMap((one) => (one.status === 'fulfilled' ? one.value.published : []))
    expect(Object.keys(manifest)).to.have.members(done)
    expect(done).to.include('B5/3')
    expect(await readdir(content)).to.have.members(['B5', 'published.json'])
  })

  it('says so where the folder cannot be written', async function () {
    const draft = await aDraft('2')
    const gone = path.join(root, 'nowhere')
    await mkdir(gone)
    await chmod(gone, 0o500)
    // Who is root may write all the same; then it is published.
    const tried = await publishFolder(draft, [content, gone]).catch((error: unknown) => error)
    if (tried instanceof ConflictError) expect(tried.code).to.equal('content-folder-closed')
    else expect(tried).to.have.property('published').that.deep.equals(['B5/2'])
  })

  it('checks one version as if it lay among the others', async () => {
    const draft = await aDraft('2')
    const { modules, problems: found } = await checkFolder(draft, [content])
    expect(found).to.deep.equal([])
    expect(modules.map(({ module }) => module.version)).to.deep.equal(['2'])
    const empty = path.join(root, 'empty')
    await mkdir(empty)
    expect((await checkFolder(empty, [content])).problems.map(formatProblem)).to.deep.equal([
      `${empty}: has no module.json.`,
    ])
  })

  describe('while a catalogue is in use', () => {
    let catalogue: LiveCatalogue

    beforeEach(async () => {
      await publishFolder(content, [content])
      catalogue = await createCatalogue({ folders: [content] })
    })

    it('gives the new version to new people and keeps the old', async () => {
      await publishFolder(await aDraft('2'), [content])
      expect(catalogue.get('B5').version).to.equal('1')
      await catalogue.reload()
      expect(catalogue.get('B5').version).to.equal('2')
      expect(catalogue.getVersion('B5', '1').version).to.equal('1')
      expect(catalogue.versionsOf('B5').map(({ version }) => version)).to.deep.equal(['2', '1'])
    })

    it('waits for files that are still on their way from another machine', async () => {
      await publishFolder(await aDraft('2'), [content])
      const file = path.join(content, 'B5/2/teacher.md')
      const whole = await readFile(file)
      await writeFile(file, whole.subarray(0, 100))
      await catalogue.reload()
      expect(catalogue.get('B5').version).to.equal('1')
      await writeFile(file, whole)
      await catalogue.reload()
      expect(catalogue.get('B5').version).to.equal('2')
    })

    it('teaches no version that lies there unpublished', async () => {
      await cp(await aDraft('2'), path.join(content, 'B5/2'), { recursive: true })
      const started = await createCatalogue({ folders: [content] })
      expect(started.get('B5').version).to.equal('1')
      expect(started.getVersion('B5', '2').version).to.equal('2')
    })
  })
})
