import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'

import { expect } from 'chai'

import { leaveOut, repositoryFiles } from './repository.ts'

const PAGES = repositoryFiles().filter(
  (file) => file.endsWith('.md') && !file.startsWith('content/'),
)

// The words of folders that are not built yet (docs/glossary.md).
const NOT_BUILT = '◇'

/** What a page points to and is not there, as `page → target`. */
function missing(
  find: (line: string) => readonly string[],
  toFile: (page: string, target: string) => string,
) {
  return PAGES.flatMap((page) => {
    const lines = readFileSync(page, 'utf8')
      .split('\n')
      .filter((line) => !line.includes(NOT_BUILT))
    const targets = lines.flatMap(find).filter((target) => !existsSync(toFile(page, target)))
    return targets.map((target) => `${page} → ${target}`)
  })
}

describe('the papers', () => {
  before(function () {
    if (PAGES.length === 0) leaveOut(this)
  })

  it('link to what is there', () => {
    const links = (line: string) =>
      Array.from(line.matchAll(/\]\((?!https?:|#)([^)#\s]+)/g), ([, target = '']) => target)
    const fromPage = (page: string, target: string) => path.join(path.dirname(page), target)
    expect(missing(links, fromPage)).to.deep.equal([])
  })

  it('name files and folders that are there', () => {
    const paths = (line: string) =>
      Array.from(
        line.matchAll(/`((?:src|test|scripts|docs|views|patches|\.githooks)\/[\w./-]*)`/g),
        ([, target = '']) => target,
      )
    expect(missing(paths, (_page, target) => target)).to.deep.equal([])
  })

  it('show in the README’s tree every folder of src', () => {
    const [, tree = ''] = /```\n(src\/[^]*?)```/.exec(readFileSync('README.md', 'utf8')) ?? []
    const named = new Set(Array.from(tree.matchAll(/([a-z]+)\//g), ([, name]) => name))
    const folders = repositoryFiles('committed')
      .filter((file) => /^src\/[^/]+\//.test(file))
      .map((file) => file.split('/')[1])
    expect([...new Set(folders)].filter((folder) => !named.has(folder))).to.deep.equal([])
  })

  it('keep decisions short', () => {
    const long = PAGES.filter((page) => page.startsWith('docs/decisions/')).filter(
      (page) => readFileSync(page, 'utf8').trimEnd().split('\n').length > 60,
    )
    expect(long).to.deep.equal([])
  })
})
