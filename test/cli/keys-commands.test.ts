import { expect } from 'chai'

import { aCommandLine, type CommandLine } from '../support/a-command-line.ts'

interface Listed {
  readonly kid: string
  readonly state: string
  readonly createdAt: string
  readonly signsFrom?: string
}

describe('lachan keys list, keys rotate', () => {
  let lachan: CommandLine
  beforeEach(() => {
    lachan = aCommandLine({ PUBLIC_URL: 'https://tool.example' })
  })
  afterEach(() => {
    lachan.remove()
  })

  const list = async () => (await lachan.run('keys', 'list', '--json')).json() as Listed[]

  it('lists nothing before the first start', async () => {
    expect(await list()).to.deep.equal([])
  })

  it('says when the new key will sign, and the same when asked again', async () => {
    const rotated = await lachan.run('keys', 'rotate', '--json')
    const { kid, signsFrom = '' } = rotated.json() as Listed
    expect(Date.parse(signsFrom) - Date.now()).to.be.within(24 * 3_600_000, 25 * 3_600_000)
    const again = await lachan.run('keys', 'rotate')
    expect(again.text).to.equal(`${kid} signs from ${signsFrom}\n`)
  })

  it('lists current and next, no secret among them', async () => {
    await lachan.run('keys', 'rotate')
    const keys = await list()
    expect(keys.map(({ state }) => state)).to.deep.equal(['current', 'next'])
    for (const key of keys) {
      expect(Object.keys(key).toSorted()).to.deep.equal(['createdAt', 'kid', 'signsFrom', 'state'])
    }
    const { text } = await lachan.run('keys', 'list')
    expect(text.split('\n')[0]).to.match(/^current\t[\w-]{43}\t/)
  })
})
