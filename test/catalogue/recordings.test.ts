import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { expect } from 'chai'

import { checkContent, createCatalogue } from '../../src/catalogue/index.ts'
import { parseModule } from '../../src/catalogue/module-parser.ts'
import { type FilesOverrides, messages, moduleFiles } from './builders.ts'

function withFiles(...names: readonly string[]): FilesOverrides {
  const source = (name: string) => ({ path: `media/${name}`, content: Buffer.from('ID3') })
  return { media: new Map(names.map((name) => [name, source(name)])) }
}

function recordingsOf(...names: readonly string[]) {
  const { loaded } = parseModule(moduleFiles(withFiles(...names)))
  return loaded?.module.steps.flatMap(({ pages }) => pages.map(({ recording }) => recording))
}

describe('the recordings of a module', () => {
  it('are those of pages, by the name of the step’s file', () => {
    expect(
      recordingsOf('audio/01-soi.mp3', 'audio/01-soi.2.ogg', 'audio/03-bao.m4a'),
    ).to.deep.equal(['audio/01-soi.mp3', 'audio/01-soi.2.ogg', undefined, 'audio/03-bao.m4a'])
  })

  it('are played as mp3 where a page has several', () => {
    expect(recordingsOf('audio/03-bao.ogg', 'audio/03-bao.mp3')?.at(-1)).to.equal(
      'audio/03-bao.mp3',
    )
  })

  it('are given with their type', () => {
    const files = ['audio/01-soi.mp3', 'audio/02-chuyen.ogg', 'audio/03-bao.m4a']
    const { loaded } = parseModule(moduleFiles(withFiles(...files)))
    expect([...(loaded?.media.values() ?? [])].map(({ contentType }) => contentType)).to.deep.equal(
      ['audio/mpeg', 'audio/ogg', 'audio/mp4'],
    )
  })

  for (const name of ['audio/01-soi.3.mp3', 'audio/soi.mp3', 'audio/01-soi.wav']) {
    it(`are not ${name}, which belongs to no page`, () => {
      const [problem, ...more] = messages(parseModule(moduleFiles(withFiles(name))).problems)
      expect(problem).to.include(`content/B5/1/media/${name}: belongs to no page`)
      expect(more).to.be.empty
    })
  }

  it('have at most one megabyte each', () => {
    const content = Buffer.alloc(1024 * 1024 + 1)
    const media = new Map([['audio/03-bao.mp3', { path: 'media/audio/03-bao.mp3', content }]])
    expect(messages(parseModule(moduleFiles({ media })).problems)).to.deep.equal([
      'content/B5/1/media/audio/03-bao.mp3: is larger than 1 MB.',
    ])
  })
})

describe('recordings in a folder of the department', () => {
  let root = ''
  beforeEach(async () => {
    root = await mkdtemp(path.join(tmpdir(), 'content-'))
    for (const [name, text] of moduleFiles().texts) await write(`ours/B5/1/${name}`, text)
    await write('theirs/B5/1/media/audio/03-bao.mp3', 'ID3')
  })
  afterEach(() => rm(root, { recursive: true }))

  async function write(name: string, text: string): Promise<void> {
    const file = path.join(root, name)
    await mkdir(path.dirname(file), { recursive: true })
    await writeFile(file, text)
  }

  it('speak for the module of another folder', async () => {
    const folders = ['ours', 'theirs'].map((name) => path.join(root, name))
    const catalogue = await createCatalogue({ folders })
    expect(catalogue.get('B5').steps.at(-1)?.pages[0]?.recording).to.equal('audio/03-bao.mp3')
    const place = { id: 'B5', version: '1', file: 'audio/03-bao.mp3' }
    expect(catalogue.findMedia(place)?.path).to.include('/theirs/B5/1/')
  })

  it('are told where there is no such module', async () => {
    const { problems } = await checkContent([path.join(root, 'theirs')])
    expect(messages(problems)[0]).to.include('/theirs/B5/1: has recordings only')
  })
})
