import { expect } from 'chai'

import { createCatalogue, type Module, plainText } from '../../src/catalogue/index.ts'

/** The first table of “Thời gian”: what a teacher reads on paper. */
function tableOf({ teacherNotes }: Module): ReadonlyMap<number, number> {
  const [table = ''] = /<table>[\s\S]*?<\/table>/.exec(teacherNotes) ?? []
  const rows = table
    .split('<tr>')
    .map((row) =>
      [...row.matchAll(/<td>([\s\S]*?)<\/td>/g)].map(([, cell = '']) => plainText(cell)),
    )
  return new Map(
    rows.flatMap(([name = '', minutes]) => {
      const [, step] = /^(\d+)\. /.exec(name) ?? []
      return step === undefined ? [] : [[Number(step), Number(minutes)] as const]
    }),
  )
}

describe('the minutes of our own modules', () => {
  it('are the same in front of each step and in the teacher’s table', async () => {
    const modules = (await createCatalogue({ folders: ['content'] })).list()
    expect(modules).to.have.length.of.at.least(24)
    for (const module of modules) {
      const said = module.steps.map(({ minutes }, index) => [index + 1, minutes] as const)
      expect([...tableOf(module)], module.id).to.deep.equal(said)
    }
  })
})
