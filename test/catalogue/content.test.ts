import { expect } from 'chai'

import { checkContent, formatProblem } from '../../src/catalogue/index.ts'

describe('the modules that we ship', () => {
  it('keep every rule', async () => {
    const { modules, problems } = await checkContent(['content'])
    expect(problems.map(formatProblem)).to.deep.equal([])
    expect(modules).to.not.be.empty
  })
})
