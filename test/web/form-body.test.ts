import { expect } from 'chai'
import express from 'express'
import supertest from 'supertest'

import { MalformedRequestError } from '../../src/errors/index.ts'
import { formBody, listField, textField } from '../../src/web/index.ts'

async function parsed(body: string): Promise<Record<string, unknown>> {
  const app = express()
  app.post('/', formBody(), (req, res) => void res.json(req.body))
  const answer = await supertest(app).post('/').type('form').send(body)
  return answer.body as Record<string, unknown>
}

describe('formBody', () => {
  it('knows texts and lists of texts, no objects', async () => {
    expect(await parsed('a=1&b=2&b=3&c[$ne]=4')).to.deep.equal({
      a: '1',
      b: ['2', '3'],
      'c[$ne]': '4',
    })
  })
})

describe('textField', () => {
  it('is the one text of that name, or none', () => {
    expect(textField({ a: 'một' }, 'a', 10)).to.equal('một')
    expect(textField({ a: '' }, 'a', 10)).to.equal(undefined)
    expect(textField({}, 'a', 10)).to.equal(undefined)
    expect(textField(undefined, 'a', 10)).to.equal(undefined)
  })

  it('is no property that every object has', () => {
    expect(textField({}, 'constructor', 10)).to.equal(undefined)
    expect(textField({ a: { b: 'c' } }, 'a', 10)).to.equal(undefined)
  })

  it('refuses a repeated and an oversized one', () => {
    expect(() => textField({ a: ['1', '2'] }, 'a', 10)).to.throw(MalformedRequestError)
    expect(() => textField({ a: '12345678901' }, 'a', 10)).to.throw(MalformedRequestError)
  })
})

describe('listField', () => {
  it('is all texts of that name in their order', () => {
    expect(listField({ a: ['2', '1'] }, 'a')).to.deep.equal(['2', '1'])
    expect(listField({ a: '2' }, 'a')).to.deep.equal(['2'])
    expect(listField({}, 'a')).to.deep.equal([])
    expect(listField({ a: [{ b: 'c' }, 'd'] }, 'a')).to.deep.equal(['d'])
  })
})
