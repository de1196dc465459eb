import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { expect } from 'chai'

import { runCli } from '../../src/cli/main.ts'
import { readConfig } from '../../src/config/index.ts'
import { openStorage } from '../../src/dependencies.ts'

const HEADER = 'Mã trường;Tên trường;Cấp học;Xã/Phường;HS lớp 1'
const GOOD = '072000412;Trường Tiểu học Nguyễn Trãi;TH;Xã Tân Lập;31'
const BAD = '80000501;Trường THCS Lê Lợi;THCSS;Xã Tân Lập;'

describe('lachan schools', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'lachan-'))
  })
  afterEach(() => {
    rmSync(folder, { recursive: true })
  })

  async function run(...args: readonly string[]) {
    const out: string[] = []
    const problems: string[] = []
    const config = readConfig({ DATABASE_URL: `sqlite:${folder}/data` })
    const exitCode = await runCli(args, {
      config,
      openStorage: () => openStorage(config.storage),
      print: (text) => void out.push(text),
      complain: (text) => void problems.push(text),
    })
    const text = out.join('')
    return { exitCode, text, problem: problems.join(''), json: () => JSON.parse(text) as unknown }
  }

  function aFile(name: string, ...lines: readonly string[]): string {
    const file = path.join(folder, name)
    writeFileSync(file, lines.join('\n'))
    return file
  }

  const names = async () => {
    const { json } = await run('schools', 'list', '--json')
    return (json() as readonly { readonly name: string }[]).map(({ name }) => name)
  }

  it('imports a list and prints what it did', async () => {
    const { exitCode, json } = await run(
      'schools',
      'import',
      aFile('a.csv', HEADER, GOOD),
      '--json',
    )
    expect(exitCode).to.equal(0)
    expect(json()).to.deep.equal({
      ...{ read: 1, new: 1, changed: 0, same: 0, vanished: 0, refused: [] },
      areasNew: ['Xã Tân Lập'],
    })
  })

  it('stores nothing of a list with refused rows, says where, and exits 1', async () => {
    const { exitCode, json, problem } = await run(
      ...['schools', 'import', aFile('a.csv', HEADER, GOOD, BAD), '--json'],
    )
    expect(exitCode).to.equal(1)
    expect(problem).to.contain('list-rows-refused')
    expect((json() as { refused: unknown }).refused).to.have.deep.nested.property('[0].row', 3)
    expect(await names()).to.deep.equal([])
  })

  it('stores the rest with --skip-refused', async () => {
    const file = aFile('a.csv', HEADER, GOOD, BAD)
    expect((await run('schools', 'import', file, '--skip-refused')).exitCode).to.equal(0)
    expect(await names()).to.deep.equal(['Trường Tiểu học Nguyễn Trãi'])
  })

  it('stores nothing with --dry-run', async () => {
    const { exitCode } = await run('schools', 'import', aFile('a.csv', HEADER, GOOD), '--dry-run')
    expect(exitCode).to.equal(0)
    expect(await names()).to.deep.equal([])
  })

  it('finds schools without diacritics', async () => {
    await run('schools', 'import', aFile('a.csv', HEADER, GOOD))
    const found = await run('schools', 'list', '--search', 'nguyen trai', '--json')
    expect(found.json()).to.deep.equal([
      {
        ...{ code: '072000412', name: 'Trường Tiểu học Nguyễn Trãi', kind: 'TH', stages: ['th'] },
        ...{ commune: 'Xã Tân Lập', status: 'active', enrolled: 31 },
      },
    ])
    expect((await run('schools', 'list', '--search', 'tran phu', '--json')).json()).to.deep.equal(
      [],
    )
  })

  for (const extension of ['xlsx', 'csv']) {
    it(`exports an .${extension} that imports without a change`, async () => {
      await run('schools', 'import', aFile('a.csv', HEADER, GOOD))
      const file = path.join(folder, `out.${extension}`)
      expect((await run('schools', 'export', file)).exitCode).to.equal(0)
      expect(readFileSync(file).length).to.be.greaterThan(0)
      const { json } = await run('schools', 'import', file, '--json')
      expect(json()).to.deep.include({ read: 1, same: 1, refused: [] })
    })
  }

  it('undoes the last import, once', async () => {
    await run('schools', 'import', aFile('a.csv', HEADER, GOOD))
    const { json } = await run('schools', 'undo-import', '--json')
    expect(json()).to.deep.equal({ restored: 0, removed: 1 })
    expect(await names()).to.deep.equal([])
    expect((await run('schools', 'undo-import')).exitCode).to.equal(1)
  })

  for (const [what, args, code] of [
    ['a file that is not there', ['import', '/nowhere.xlsx'], 'file-not-found'],
    ['a day that is none', ['import', '/nowhere.xlsx', '--as-of', '2026-02-30'], 'day-malformed'],
    ['an unknown kind of file to write', ['export', 'list.pdf'], 'list-format-unknown'],
  ] as const) {
    it(`refuses ${what}`, async () => {
      const { exitCode, problem } = await run('schools', ...args)
      expect(exitCode).to.equal(1)
      expect(problem).to.contain(code)
    })
  }

  it('exits 2 for wrong usage', async () => {
    expect((await run('schools')).exitCode).to.equal(2)
    expect((await run('schools', 'import')).exitCode).to.equal(2)
  })
})
