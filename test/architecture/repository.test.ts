import { expect } from 'chai'

import { leaveOut, linesThat, repositoryFiles, type TextFile, textFiles } from './repository.ts'

// What else lies at the root needs a reason, and a line here.
const FOLDERS = ['content', 'deploy', 'docs', 'patches', 'scripts', 'src', 'test', 'views']
const PAPERS = ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', 'LICENSE']
const TOOLS = [
  ...['package.json', 'package-lock.json', 'tsconfig.json', 'tsconfig.build.json'],
  ...['eslint.config.mjs', 'prettier.config.mjs', '.c8rc.json', '.mocharc.json'],
  ...['.dependency-cruiser.mjs', '.editorconfig', '.env.example', '.gitattributes', '.gitignore'],
  ...['.npmrc', '.nvmrc', '.prettierignore', '.dockerignore', '.ci', '.githooks'],
]

// Whoever clones this has other folders, other hosts and other packages' mirrors.
const MACHINE_PATH = /(^|[\s'"`(=:])(\/(home|root|work|Users)\/\w|[A-Z]:\\(?!\\?[nrt"'])\w)/
const REGISTRY_HOST =
  /\b(registry|npm|mirrors?)\.[a-z0-9.-]+\.(com|org|net|io|dev|cn|vn|internal)\b/

describe('the repository', () => {
  before(function () {
    if (repositoryFiles().length === 0) leaveOut(this)
  })

  it('has at its root only what the house knows', () => {
    const roots = new Set(repositoryFiles().map((file) => file.split('/')[0]))
    const known: readonly string[] = [...FOLDERS, ...PAPERS, ...TOOLS]
    expect([...roots].filter((name) => !known.includes(name!))).to.deep.equal([])
  })

  it('names no folder of somebody’s machine', () => {
    expect(linesThat(textFiles(), MACHINE_PATH)).to.deep.equal([])
  })

  it('names no package registry', () => {
    expect(linesThat(textFiles(), REGISTRY_HOST)).to.deep.equal([])
  })

  it('would notice them', () => {
    const path = ['', 'home', 'an', 'la-chan'].join('/')
    const host = ['https://registry', 'npmjs', 'org'].join('.')
    expect(`see ${path}/x.ts`).to.match(MACHINE_PATH)
    expect(`"${host}/express"`).to.match(REGISTRY_HOST)
  })

  it('locks versions and checksums, not the registry that they came from', () => {
    const lock = textFiles().filter(({ path }) => path === 'package-lock.json')
    expect(lock).to.have.lengthOf(1)
    expect(linesThat(lock, /"resolved":/)).to.deep.equal([])
  })

  it('has no drawer for whatever has no place', () => {
    const drawers = /(^|\/)(utils?|helpers?|common|misc|shared|types)(\.[a-z]+)?(\/|$)/
    const ours = repositoryFiles().filter((file) => /^(src|scripts|test)\//.test(file))
    expect(ours.filter((file) => drawers.test(file))).to.deep.equal([])
  })
})

describe('src', () => {
  let read: readonly TextFile[] = []
  const sources = () => read

  before(function () {
    if (repositoryFiles().length === 0) leaveOut(this)
    read = textFiles().filter(({ path }) => /^src\/.*\.ts$/.test(path))
  })

  it('reads the environment in config/ only', () => {
    const elsewhere = sources().filter(({ path }) => !path.startsWith('src/config/'))
    expect(linesThat(elsewhere, /process\.env|process\[|\benv\b.*'node:process'/)).to.deep.equal([])
  })

  it('has no file of more than 200 lines', () => {
    const long = sources().filter(({ lines }) => lines.length - 1 > 200)
    expect(long.map(({ path }) => path)).to.deep.equal([])
  })

  it('tells at the head of every folder’s index what it owns and what does not belong there', () => {
    const paths = sources().map(({ path }) => path)
    const folders = new Set(paths.map((path) => path.slice(0, path.lastIndexOf('/'))))
    folders.delete('src')
    const silent = [...folders].filter((folder) => !hasHeader(faceOf(folder)))
    expect(silent).to.deep.equal([])
  })

  /** Nobody imports the command line; its first file is the one that runs. */
  function faceOf(folder: string) {
    const name = folder === 'src/cli' ? 'main.ts' : 'index.ts'
    return sources().find(({ path }) => path === `${folder}/${name}`)
  }

  function hasHeader(file: ReturnType<typeof faceOf>): boolean {
    const [, header = ''] = /^\/\*\*([^]*?)\*\//.exec(file?.lines.join('\n') ?? '') ?? []
    return header.includes('Does not belong here:')
  }
})
