import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { expect } from 'chai'

import type { Question } from '../../src/catalogue/index.ts'
import { goodQuestions, moduleFiles } from './builders.ts'

interface Outcome {
  readonly exitCode: number | undefined
  readonly stdout: string
  readonly stderr: string
}

function check(folder: string): Promise<Outcome> {
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      ['scripts/check-content.ts', folder],
      (_, stdout, stderr) => resolve({ exitCode: child.exitCode ?? undefined, stdout, stderr }),
    )
  })
}

describe('npm run content:check', function () {
  // Starts a process of its own each time.
  this.timeout(10_000)

  let root = ''

  beforeEach(async () => {
    root = await mkdtemp(path.join(tmpdir(), 'content-'))
  })
  afterEach(async () => {
    await rm(root, { recursive: true })
  })

  async function publish(head: object, questions?: readonly Question[]): Promise<string> {
    const folder = path.join(root, 'B5', '1')
    for (const [name, text] of moduleFiles({ head, questions }).texts) {
      const file = path.join(folder, name)
      await mkdir(path.dirname(file), { recursive: true })
      await writeFile(file, text)
    }
    return folder
  }

  it('passes content that keeps every rule', async () => {
    await publish({})
    const { exitCode, stdout } = await check(root)
    expect(stdout).to.equal('1 modules, 0 problems\n')
    expect(exitCode).to.equal(0)
  })

  it('names file and problem on one line and fails', async () => {
    const folder = await publish({ nls: ['9.9.CB2'] })
    const { exitCode, stdout, stderr } = await check(root)
    expect(stderr).to.equal(`${folder}/module.json: '9.9.CB2' is no NLS code.\n`)
    expect(stdout).to.equal('1 modules, 1 problems\n')
    expect(exitCode).to.equal(1)
  })

  it('names the line where a rule can tell it', async () => {
    const [first, ...others] = goodQuestions()
    if (!first) throw new Error('no question to break')
    const folder = await publish({}, [...others, { ...first, prompt: 'Em đã từng bị lừa chưa?' }])
    const lines = (await readFile(path.join(folder, 'quiz.json'), 'utf8')).split('\n')
    const line = lines.findIndex((text) => text.includes('Em đã từng')) + 1
    const { stderr } = await check(root)
    expect(stderr).to.equal(
      `${folder}/quiz.json:${line}: asks for the learner's own experience: "Em đã từng bị lừa chưa?"\n`,
    )
  })
})
