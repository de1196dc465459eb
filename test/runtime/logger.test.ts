import { expect } from 'chai'

import { aLogger } from '../support/a-logger.ts'

interface Line {
  readonly err: Readonly<Record<string, unknown>> | string
}

describe('an error in the log', () => {
  const logged = (err: unknown) => {
    const { logger, lines } = aLogger()
    logger.warn({ err }, 'something failed')
    return (JSON.parse(lines[0] ?? '{}') as Line).err
  }

  it('says what happened, where, and why', () => {
    const cause = new Error('disk full')
    const error = Object.assign(new TypeError('not written', { cause }), { code: 'ENOSPC' })
    const { type, message, stack, code } = logged(error) as Record<string, string>
    expect([type, message, code]).to.deep.equal(['TypeError', 'not written: disk full', 'ENOSPC'])
    expect(stack).to.contain('logger.test.ts')
  })

  it('keeps nothing of what a library hung on it', () => {
    const body = 'lis_person_name_full=An'
    const error = Object.assign(new Error('x', { cause: { body } }), { body, keyValue: { body } })
    expect(Object.keys(logged(error) as object)).to.deep.equal(['type', 'message', 'stack'])
    expect(JSON.stringify(logged(Object.assign(error, { code: { body } })))).not.to.contain(body)
  })

  it('is named by its kind where it is none', () => {
    expect(logged({ body: 'lis_person_name_full=An' })).to.equal('object')
  })
})
