import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'

import { expect } from 'chai'

import { factMigrations, visitMigrations } from '../../../src/storage/sqlite/migrations/index.ts'

const STORES = 15
const SLOT_MS = 50
const WAKING_MS = 1500

/** Opens one new store after another, each at its moment; tells the schema that it found where it opened it. */
const SCRIPT = `
import { createSqliteMaintenance } from '${pathToFileURL('src/storage/sqlite/index.ts').href}'
const beginsAt = Number(process.argv[2])
for (let store = 0; store < ${STORES}; store += 1) {
  while (Date.now() < beginsAt + store * ${SLOT_MS});
  const steps = await createSqliteMaintenance(import.meta.dirname + '/' + store).migrate()
  console.log(store, steps.map(({ from }) => from).join('-'))
}`

function run(script: string, beginsAt: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script, String(beginsAt)])
    const out: Buffer[] = []
    const problems: Buffer[] = []
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk))
    child.stderr.on('data', (chunk: Buffer) => problems.push(chunk))
    child.on('close', (code) => {
      if (code === 0) resolve(Buffer.concat(out).toString())
      else reject(new Error(Buffer.concat(problems).toString()))
    })
  })
}

describe('two processes that start on one new store', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'lachan-'))
  })
  afterEach(() => {
    rmSync(folder, { recursive: true })
  })

  it('both open it, and each file is made once', async () => {
    const script = path.join(folder, 'start.mts')
    writeFileSync(script, SCRIPT)
    const beginsAt = Date.now() + WAKING_MS
    const told = await Promise.all([run(script, beginsAt), run(script, beginsAt)])
    const found = told.map((text) => text.trim().split('\n'))
    expect(found.map((lines) => lines.length)).to.deep.equal([STORES, STORES])
    for (let store = 0; store < STORES; store += 1) {
      const schemas = found.map((lines) => lines[store]!.split(' ')[1]!.split('-').map(Number))
      const sums = [0, 1].map((file) => schemas[0]![file]! + schemas[1]![file]!)
      expect(sums).to.deep.equal([factMigrations.length, visitMigrations.length])
    }
  }).timeout(20_000)
})
