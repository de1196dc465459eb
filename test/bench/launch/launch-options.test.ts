import { expect } from 'chai'

import { parseLaunchOptions } from '../../../scripts/bench/launch/launch-options.ts'
import { UsageError } from '../../../scripts/bench/usage-error.ts'

describe('options of the launch bench', () => {
  it('are five rounds and sixteen clients where nothing is said', () => {
    expect(parseLaunchOptions([])).to.include({ roundCount: 5, clientCount: 16 })
    expect(parseLaunchOptions([])).not.to.have.property('steady')
  })

  it('ask for the open loop by a rate', () => {
    const { steady } = parseLaunchOptions(['--rate', '400', '--seconds', '10'])
    expect(steady).to.deep.equal({ ratePerS: 400, seconds: 10 })
  })

  for (const wrong of ['0', '-1', '1.5', 'many', '999999']) {
    it(`refuse ${wrong} rounds`, () => {
      expect(() => parseLaunchOptions([`--rounds=${wrong}`])).to.throw(UsageError, '--rounds')
    })
  }

  it('refuse a name that is none', () => {
    expect(() => parseLaunchOptions(['--speed', '9'])).to.throw(UsageError, 'usage')
  })
})
