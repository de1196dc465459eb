import { expect } from 'chai'
import Joi from 'joi'

import { parseJson, parseYaml, validate } from '../../src/catalogue/located-data.ts'
import { collectReports } from './builders.ts'

describe('located data', () => {
  it('names the line where JSON stops being JSON', () => {
    const { report, lines } = collectReports()
    expect(parseJson('{\n  "id": "B5"\n  "version": "1"\n}', report)).to.equal(undefined)
    expect(lines[0]).to.match(/^3: is not valid JSON/)
  })

  it('reports a JSON key that stands twice, since the first would be lost', () => {
    const { report, lines } = collectReports()
    parseJson('{\n "id": 1,\n "id": 2\n}', report)
    expect(lines[0]).to.match(/^3: cannot be read: Map keys must be unique/)
  })

  it('counts the lines of a block from where it stands in its file', () => {
    const { report, lines } = collectReports()
    parseYaml({ text: 'a: 1\nb: [', firstLine: 20 }, report)
    expect(lines[0]).to.match(/^21: cannot be read/)
  })

  it('keeps scalars of YAML as they are typed', () => {
    const data = parseYaml({ text: 'a: 111\nb: no', firstLine: 1 }, collectReports().report)
    expect(data?.value).to.deep.equal({ a: '111', b: 'no' })
  })

  it('reports all that breaks the schema, each on its line', () => {
    const { report, lines } = collectReports()
    const data = parseJson('{\n "a": "x",\n "b": {\n  "c": ""\n }\n}', report)
    const schema = Joi.object({
      a: Joi.number().required(),
      b: Joi.object({ c: Joi.string(), d: Joi.string().required() }),
    })
    expect(data && validate(schema, data, report)).to.equal(undefined)
    expect(lines).to.deep.equal([
      "2: 'a' must be a number.",
      "4: 'b.c' is not allowed to be empty.",
      "3: 'b.d' is required.",
    ])
  })

  it('refuses aliases, a few of which could grow without end', () => {
    const { report, lines } = collectReports()
    expect(parseYaml({ text: 'a: &one x\nb: *one', firstLine: 1 }, report)).to.equal(undefined)
    expect(lines).to.deep.equal(['2: cannot be read: *one repeats another part, write it out.'])
  })
})
