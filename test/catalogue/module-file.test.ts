import { expect } from 'chai'

import { isModuleId, isVersion, parseModuleHead } from '../../src/catalogue/module-file.ts'
import { collectReports, HEAD } from './builders.ts'

function problemsOf(overrides: object): readonly string[] {
  const { report, lines } = collectReports()
  parseModuleHead(JSON.stringify({ ...HEAD, ...overrides }), { id: 'B5', version: '1' }, report)
  return lines.map((line) => line.replace(/^\d+: /, ''))
}

describe('module.json', () => {
  it('says everything about a module but its text', () => {
    const { report } = collectReports()
    const head = parseModuleHead(JSON.stringify(HEAD), { id: 'B5', version: '1' }, report)
    expect(head).to.deep.equal(HEAD)
  })

  for (const [overrides, told] of [
    [{ passMark: 80 }, "'passMark' must be less than or equal to 1."],
    [{ passMark: 0 }, "'passMark' must be greater than 0."],
    [{ sensitive: 'false' }, "'sensitive' must be a boolean."],
    [{ grades: [13] }, "'grades[0]' must be less than or equal to 12."],
    [{ title: { en: 'x' } }, "'title.vi' is required."],
    [{ colour: 'green' }, "'colour' is not allowed."],
    [{ objectives: [] }, "'objectives' must contain at least 1 items."],
    [{ version: '1.0' }, '\'version\' must be a whole number as text, like "1".'],
    [{ sources: ['111'] }, "'sources[0]' must be of type object."],
  ] as const) {
    it(`refuses ${JSON.stringify(overrides)}`, () => {
      expect(problemsOf(overrides)).to.deep.equal([told])
    })
  }

  it('knows an id and a version when it sees them', () => {
    expect(['B5', 'X-LONGAN-1'].every(isModuleId)).to.equal(true)
    expect(['b5', 'B5.', '../B5', ''].some(isModuleId)).to.equal(false)
    expect(['1', '12'].every(isVersion)).to.equal(true)
    expect(['0', '01', '1.0', 'v1'].some(isVersion)).to.equal(false)
  })
})
