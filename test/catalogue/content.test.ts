import { expect } from 'chai'

import { checkContent, formatProblem } from '../../src/catalogue/index.ts'

describe('the modules that we ship', function () {
  this.timeout(30_000) // reads and compares all of them, twice

  it('have at least two pictures each, and no drawing that none shows', async () => {
    const { modules } = await checkContent(['content'])
    for (const { module, media } of modules) {
      const blocks = module.steps.flatMap(({ pages }) => pages.flatMap((page) => page.blocks))
      const shown = blocks.flatMap((block) => (block.type === 'picture' ? [block.file] : []))
      expect(shown, module.id).to.have.length.of.at.least(2)
      expect([...media.keys()].toSorted(), module.id).to.deep.equal([...new Set(shown)].toSorted())
    }
  })

  it('keep every rule', async () => {
    const { modules, problems } = await checkContent(['content'])
    expect(problems.map(formatProblem)).to.deep.equal([])
    expect(modules).to.not.be.empty
  })
})
