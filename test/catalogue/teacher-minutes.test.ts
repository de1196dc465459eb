import { expect } from 'chai'

import {
  createCatalogue,
  type Module,
  plainText,
  teacherNotesOf,
} from '../../src/catalogue/index.ts'

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

/** Plans of the flag ceremony told in a sentence, “(3 phút)” for each part; `from` and `to` as the heading has them. */
function ceremoniesOf({ id, teacherNotes }: Module) {
  const plans = teacherNotes.matchAll(
    /<h3>Dưới (?:sân )?cờ, (?:(\d+)–)?(\d+) phút<\/h3>\s*<p>(.*?)<\/p>/gs,
  )
  return [...plans].map(([, from, to, text = '']) => {
    const parts = [...text.matchAll(/\((\d+) phút\)/g)].map(([, minutes]) => Number(minutes))
    const sum = parts.reduce((so, minutes) => so + minutes, 0)
    return { id, from: Number(from ?? to), to: Number(to), sum }
  })
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

  it('add up to what is said below the table', async () => {
    for (const module of (await createCatalogue({ folders: ['content'] })).list()) {
      const [, total] = /Tổng (\d+) phút/.exec(module.teacherNotes) ?? []
      if (total === undefined) continue
      const sum = teacherNotesOf(module).plan.reduce((so, { minutes }) => so + minutes, 0)
      expect(sum, module.id).to.equal(Number(total))
    }
  })

  it('fit into the flag ceremony where they are told part by part', async () => {
    const modules = (await createCatalogue({ folders: ['content'] })).list()
    const told = modules.flatMap((module) => ceremoniesOf(module))
    expect(told).to.have.length.of.at.least(12)
    for (const { id, from, to, sum } of told) expect(sum, id).to.be.within(from, to)
  })
})
