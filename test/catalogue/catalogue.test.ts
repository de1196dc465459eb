import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { expect } from 'chai'

import { ContentError, createCatalogue, formatProblem } from '../../src/catalogue/index.ts'
import { NotFoundError } from '../../src/errors/index.ts'
import { type FilesOverrides, moduleFiles } from './builders.ts'

describe('the catalogue', () => {
  let root = ''

  beforeEach(async () => {
    root = await mkdtemp(path.join(tmpdir(), 'content-'))
  })
  afterEach(async () => {
    await rm(root, { recursive: true })
  })

  async function publish(
    id: string,
    version: string,
    overrides: FilesOverrides = {},
  ): Promise<string> {
    const folder = path.join(root, id, version)
    const { texts } = moduleFiles({ ...overrides, head: { id, version, ...overrides.head } })
    for (const [name, text] of texts) await write(path.join(folder, name), text)
    return folder
  }

  async function write(file: string, content: string | Buffer): Promise<void> {
    await mkdir(path.dirname(file), { recursive: true })
    await writeFile(file, content)
  }

  async function refusal(folders: readonly string[] = [root]): Promise<readonly string[]> {
    try {
      await createCatalogue({ folders })
    } catch (error) {
      if (error instanceof ContentError) return error.problems.map(formatProblem)
      throw error
    }
    throw new Error('the catalogue took what it should have refused')
  }

  it('lists the modules by id', async () => {
    await publish('B5', '1')
    await publish('A10', '1')
    await publish('A2', '1')
    const catalogue = await createCatalogue({ folders: [root] })
    expect(catalogue.list().map(({ id }) => id)).to.deep.equal(['A2', 'A10', 'B5'])
  })

  it('takes the highest version for current and keeps the others', async () => {
    await publish('B5', '9')
    await publish('B5', '10')
    const catalogue = await createCatalogue({ folders: [root] })
    expect(catalogue.get('B5').version).to.equal('10')
    expect(catalogue.getVersion('B5', '9').version).to.equal('9')
  })

  it('has nothing for an id that it does not know', async () => {
    const catalogue = await createCatalogue({ folders: [root] })
    expect(catalogue.find('B5')).to.equal(undefined)
    expect(() => catalogue.get('B5'))
      .to.throw(NotFoundError, 'module-not-found')
      .with.deep.property('params', { id: 'B5' })
    expect(() => catalogue.getVersion('B5', '1')).to.throw(NotFoundError, 'module-not-found')
  })

  it('adds the modules of later folders', async () => {
    await publish('B5', '1')
    const first = root
    root = path.join(first, '.more')
    await publish('X1', '1')
    await publish('B5', '2')
    const catalogue = await createCatalogue({ folders: [first, root] })
    expect(catalogue.list().map(({ id, version }) => `${id}/${version}`)).to.deep.equal([
      'B5/2',
      'X1/1',
    ])
    root = first
  })

  it('refuses a version that an earlier folder has published', async () => {
    const folder = await publish('B5', '1')
    expect(await refusal([root, root])).to.deep.equal([
      `${folder}: is published already, in ${folder}.`,
    ])
  })

  it('finds a module’s drawings and nothing beside them', async () => {
    const folder = await publish('B5', '1')
    await write(path.join(folder, 'media/a.svg'), '<svg/>')
    const catalogue = await createCatalogue({ folders: [root] })
    const place = { id: 'B5', version: '1' }
    expect(catalogue.findMedia({ ...place, file: 'a.svg' })).to.deep.equal({
      path: path.join(folder, 'media/a.svg'),
      contentType: 'image/svg+xml',
    })
    expect(catalogue.findMedia({ ...place, file: '../module.json' })).to.equal(undefined)
    expect(catalogue.findMedia({ ...place, id: 'B6', file: 'a.svg' })).to.equal(undefined)
  })

  it('reads files with the line ends and the byte order mark of other systems', async () => {
    const folder = await publish('B5', '1')
    const step =
      '\uFEFF---\r\ntitle: Báo\r\nkind: summary\r\n---\r\nMột.\r\n\r\n---\r\n\r\nHai.\r\n'
    await write(path.join(folder, 'steps/03-bao.md'), step)
    const catalogue = await createCatalogue({ folders: [root] })
    expect(catalogue.get('B5').steps[2]?.pages).to.have.length(2)
  })

  it('refuses to start on broken content and names every problem', async () => {
    const b5 = await publish('B5', '1', { texts: { 'quiz.json': '{\n  "questions": []\n}' } })
    const b6 = await publish('B6', '1', { texts: { 'teacher.md': undefined } })
    expect(await refusal()).to.deep.equal([
      `${b5}/quiz.json:2: 'questions' must contain at least 1 items.`,
      `${b6}/teacher.md: is missing.`,
    ])
  })

  it('refuses text that is not UTF-8', async () => {
    const folder = await publish('B5', '1')
    await write(path.join(folder, 'teacher.md'), Buffer.from([0x4d, 0xe9, 0x20]))
    expect(await refusal()).to.deep.equal([`${folder}/teacher.md: is not UTF-8 text.`])
  })

  it('refuses a folder that is not there', async () => {
    const problems = await refusal([path.join(root, 'nowhere')])
    expect(problems).to.have.length(1)
    expect(problems[0]).to.match(/nowhere: cannot be read: ENOENT/)
  })

  it('refuses folders that are neither a module nor a version', async () => {
    await mkdir(path.join(root, 'b5'))
    await mkdir(path.join(root, 'B6', 'v1'), { recursive: true })
    expect(await refusal()).to.deep.equal([
      `${root}/B6/v1: is not a version, like 1.`,
      `${root}/b5: is not a module id in capitals, like B5.`,
    ])
  })
})
