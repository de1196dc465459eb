import { expect } from 'chai'

import { parseCoverageOptions } from '../../../scripts/bench/coverage/coverage-options.ts'
import { UsageError } from '../../../scripts/bench/usage-error.ts'

describe('options of the coverage bench', () => {
  it('are the whole province where nothing is said', () => {
    expect(parseCoverageOptions([])).to.deep.equal({
      schoolCount: 1022,
      completionCount: 2_000_000,
      roundCount: 5,
      requestCount: 60,
      clientCount: 4,
      pressCount: 50,
      burstCount: 200,
    })
  })

  it('take a smaller province, and a file for the figures', () => {
    const options = parseCoverageOptions(['--completions', '300', '--rounds=2', '--json', 'a.json'])
    expect(options).to.include({ completionCount: 300, roundCount: 2, jsonFile: 'a.json' })
  })

  for (const wrong of ['0', '-1', '1.5', 'many', '1023']) {
    it(`refuse ${wrong} schools`, () => {
      expect(() => parseCoverageOptions([`--schools=${wrong}`])).to.throw(UsageError, '--schools')
    })
  }

  it('refuse a name that is none', () => {
    expect(() => parseCoverageOptions(['--speed', '9'])).to.throw(UsageError, 'usage')
  })
})
