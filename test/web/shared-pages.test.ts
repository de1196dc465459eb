import { expect } from 'chai'
import express from 'express'
import supertest from 'supertest'

import { createSharedPages } from '../../src/web/shared-pages.ts'

describe('shared pages', () => {
  it('are drawn once, and anew when hundreds of others were asked for since', async () => {
    const drawn: string[] = []
    const pages = createSharedPages()
    const app = express().use((req, res) => {
      pages.send(res, req.url, () => {
        drawn.push(req.url)
        return `<p>${req.url}</p>`
      })
    })
    const ask = async (url: string) => (await supertest(app).get(url)).text
    expect([await ask('/first'), await ask('/first')]).to.deep.equal([
      '<p>/first</p>',
      '<p>/first</p>',
    ])
    expect(drawn).to.deep.equal(['/first'])
    for (let n = 0; n < 500; n += 1) await ask(`/${n}`)
    await ask('/first')
    expect(drawn.filter((url) => url === '/first')).to.have.length(2)
  })
})
