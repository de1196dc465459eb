import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { EventEmitter } from 'node:events'
import path from 'node:path'

import { expect } from 'chai'

import { watchUnhandledRejections } from '../../src/runtime/index.ts'
import { aLogger } from '../support/a-logger.ts'

describe('W1: a rejection that nobody handles', () => {
  it('is counted and logged as an error', () => {
    const source = new EventEmitter()
    const { logger, lines } = aLogger()
    const rejections = watchUnhandledRejections(source, logger)
    source.emit('unhandledRejection', new Error('first'))
    source.emit('unhandledRejection', 'second')
    expect(rejections.count()).to.equal(2)
    const [logged] = lines.map((line) => JSON.parse(line) as Record<string, unknown>)
    expect(logged).to.include({ level: 50, code: 'unhandled-rejection', count: 1 })
    rejections.stop()
    expect(source.listenerCount('unhandledRejection')).to.equal(0)
  })

  const runtime = path.resolve('src/runtime/index.ts')
  const program = (last: string) => `
    const { createLogger, watchUnhandledRejections } = await import(${JSON.stringify(runtime)})
    watchUnhandledRejections(process, createLogger('silent'))
    Promise.reject(new Error('nobody waits'))
    await new Promise((resolve) => setTimeout(resolve, 50))
    ${last}`

  async function exitCodeOf(code: string): Promise<unknown> {
    const args = ['--input-type=module', '--eval', code]
    const [exitCode] = (await once(spawn(process.execPath, args), 'exit')) as unknown[]
    return exitCode
  }

  it('does not end the process', async () => {
    expect(await exitCodeOf(program('process.exitCode = 7'))).to.equal(7)
  })

  it('is not mistaken for a throw outside every handler, which still ends it', async () => {
    expect(await exitCodeOf(program('setTimeout(() => { throw new Error() }, 0)'))).to.equal(1)
  })
})
