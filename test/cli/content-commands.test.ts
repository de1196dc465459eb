import { appendFileSync, cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'

import { expect } from 'chai'

import { aCommandLine, type CommandLine } from '../support/a-command-line.ts'
import { aContentFolder, type ContentFolder } from '../support/a-content-folder.ts'

describe('lachan content', () => {
  let content: ContentFolder
  let cli: CommandLine

  beforeEach(() => {
    content = aContentFolder({})
    cli = aCommandLine({ CONTENT_DIRS: content.dirs })
  })
  afterEach(() => {
    cli.remove()
    content.remove()
  })

  it('check finds nothing in what we ship', async () => {
    const { exitCode, text } = await cli.run('content', 'check')
    expect([exitCode, text]).to.deep.equal([0, '1 modules, 0 problems\n'])
  })

  it('check names file and line of each problem and ends with 1', async () => {
    const file = path.join(content.dirs, 'B5/1/module.json')
    const lines = readFileSync(file, 'utf8').split('\n')
    const line = lines.findIndex((one) => one.includes('"minutes"')) + 1
    writeFileSync(file, lines.join('\n').replace(/"minutes": \d+/, '"minutes": 500'))
    const told = await cli.run('content', 'check', path.join(content.dirs, 'B5'))
    expect(told.exitCode).to.equal(1)
    expect(told.text).to.include(`${file}:${line}: 'minutes' must be less than or equal to 90.`)
    const { exitCode, json } = await cli.run('content', 'check', '--json')
    expect(exitCode).to.equal(1)
    const { problems } = json() as { readonly problems: readonly object[] }
    expect(problems).to.deep.include({
      file,
      line,
      message: "'minutes' must be less than or equal to 90.",
    })
  })

  it('publish writes the list of hashes anew with one command', async () => {
    const first = await cli.run('content', 'publish', content.dirs, '--json')
    expect([first.exitCode, first.json()]).to.deep.equal([0, { published: ['B5/1'], already: [] }])
    const manifest = path.join(content.dirs, 'published.json')
    const written = readFileSync(manifest, 'utf8')
    rmSync(manifest)
    await cli.run('content', 'publish', content.dirs)
    expect(readFileSync(manifest, 'utf8')).to.equal(written)
  })

  it('publish refuses a published version with other words, and check names its file', async () => {
    await cli.run('content', 'publish', content.dirs)
    const draft = path.join(cli.folder, 'B5')
    cpSync(path.join(content.dirs, 'B5'), draft, { recursive: true })
    appendFileSync(path.join(draft, '1/teacher.md'), '\nThêm.\n')
    const { exitCode, problem } = await cli.run('content', 'publish', draft)
    expect(exitCode).to.equal(1)
    expect(problem).to.include('B5/1 đã công bố').and.include('(content-published)')
    appendFileSync(path.join(content.dirs, 'B5/1/teacher.md'), '\nThêm.\n')
    const checked = await cli.run('content', 'check')
    expect(checked.exitCode).to.equal(1)
    expect(checked.text).to.include('B5/1/teacher.md: has changed')
  })

  it('publish refuses what has problems and tells them all', async () => {
    const draft = path.join(cli.folder, 'draft')
    cpSync(path.join(content.dirs, 'B5/1'), draft, { recursive: true })
    rmSync(path.join(draft, 'quiz.json'))
    const { exitCode, problem } = await cli.run('content', 'publish', draft)
    expect(exitCode).to.equal(1)
    expect(problem).to.include('quiz.json: is missing.')
  })
})
