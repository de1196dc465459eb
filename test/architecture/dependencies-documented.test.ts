import { readFileSync } from 'node:fs'

import { expect } from 'chai'

interface Manifest {
  readonly license: string
  readonly dependencies: Readonly<Record<string, string>>
  readonly devDependencies: Readonly<Record<string, string>>
}

const manifest = readManifest('package.json')
const page = readFileSync('docs/dependencies.md', 'utf8')
const [product = '', development = ''] = page.split('## For development only')

function readManifest(path: string): Manifest {
  return JSON.parse(readFileSync(path, 'utf8')) as Manifest
}

/** Cells of every row that begins with a package. */
function rowsOf(table: string): readonly (readonly string[])[] {
  return [...table.matchAll(/^\| `([^`]+)`\s*\|(.*)\|$/gm)].map(([, name = '', cells = '']) => [
    name,
    ...cells.split('|').map((cell) => cell.trim()),
  ])
}

const namesOf = (rows: readonly (readonly string[])[]) => rows.map(([name]) => name)

describe('docs/dependencies.md', () => {
  it('has a row for each dependency of the product, in order, and for nothing else', () => {
    expect(namesOf(rowsOf(product))).to.deep.equal(Object.keys(manifest.dependencies).toSorted())
  })

  it('has a row for each development dependency, in order, and for nothing else', () => {
    const names = Object.keys(manifest.devDependencies).toSorted()
    expect(namesOf(rowsOf(development))).to.deep.equal(names)
  })

  it('says of each dependency of the product why, who, when and under which licence', () => {
    expect(
      rowsOf(product).filter((cells) => cells.length !== 5 || cells.includes('')),
    ).to.deep.equal([])
  })

  it('names the version that is pinned', () => {
    const versions = rowsOf(product).map(([name, , , release]) => [name, release?.split(',')[0]])
    expect(Object.fromEntries(versions)).to.deep.equal(manifest.dependencies)
  })

  it('names the licence that the package itself names', () => {
    const rows = [...rowsOf(product), ...rowsOf(development)]
    const stated = rows.map((cells) => [cells[0], cells.at(-1)])
    const own = rows.map(([name]) => [
      name,
      readManifest(`node_modules/${name}/package.json`).license,
    ])
    expect(stated).to.deep.equal(own)
  })
})
