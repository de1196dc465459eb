import { expect } from 'chai'

import type { LineItems } from '../../src/lti/index.ts'
import { createLineItems } from '../../src/lti/line-items.ts'
import { aLineItemSearch } from '../support/a-completion.ts'
import { type ServiceBench, startServiceBench } from '../support/a-service-bench.ts'
import type { Reply } from '../support/fake-platform.ts'

const LINE_ITEM = 'https://purl.imsglobal.org/spec/lti-ags/scope/lineitem'
const refused = { kind: 'unreachable', reason: 'EADDRNOTALLOWED' }
const ours = { resourceId: 'B5', tag: 'la-chan', label: 'Quà lạ', scoreMaximum: 100 }

/** https://www.imsglobal.org/spec/lti-ags/v2p0#line-item-service */
describe('line items', () => {
  let bench: ServiceBench
  let items: LineItems
  let asked: { readonly url: string; readonly authorization: string; readonly accept: string }[]
  let made: object[]
  beforeEach(async () => {
    bench = await startServiceBench()
    items = createLineItems(bench.partsOf())
    asked = []
    made = []
    answerWith(() => list([]))
  })
  afterEach(() => bench.stop())

  const urlOf = (path: string) => `${bench.platform.url}${path}`
  const list = (body: unknown, link?: string): Reply => ({
    status: 200,
    body: JSON.stringify(body),
    headers: link ? { link: Buffer.from(link, 'utf8').toString('latin1') } : {},
  })
  const itemAt = (id: string, changes: object = {}) => ({
    id: urlOf(`/item/${id}`),
    ...ours,
    ...changes,
  })
  const isFound = (id: string) => ({ kind: 'found', lineItemUrl: urlOf(`/item/${id}`) })

  function answerWith(get: (page: number) => Reply | 'hang', post?: () => Reply | 'hang'): void {
    bench.platform.answer('/lineitems', ({ method, url, headers, body }) => {
      if (method === 'POST') {
        made.push(JSON.parse(body) as object)
        return post?.() ?? { status: 500 }
      }
      const { authorization = '', accept = '' } = headers
      asked.push({ url, authorization, accept })
      return get(Number(new URL(url, 'http://lms').searchParams.get('from') ?? 0))
    })
  }

  const search = () => ({ ...aLineItemSearch, itemsUrl: urlOf('/lineitems?type_id=1') })
  const find = (on = items, changes: object = {}) =>
    on.findLineItem('r', { ...search(), ...changes })
  const make = (on = items, changes: object = {}) =>
    on.makeLineItem('r', { ...search(), ...changes })

  it('are looked for by module and tag, without a limit, in the media type of the specification', async () => {
    answerWith(() => list([itemAt('3')]))
    expect(await find()).to.deep.equal(isFound('3'))
    const { searchParams } = new URL(asked[0]!.url, 'http://lms')
    expect(Object.fromEntries(searchParams)).to.deep.equal({
      type_id: '1',
      resource_id: 'B5',
      tag: 'la-chan',
    })
    expect(asked[0]!.accept).to.equal('application/vnd.ims.lis.v2.lineitemcontainer+json')
    expect(asked[0]!.authorization).to.equal('Bearer t1')
    expect(bench.scopes).to.deep.equal([LINE_ITEM])
  })

  const others: readonly (readonly [string, object])[] = [
    ['another module', { resourceId: 'B6' }],
    ['another tool', { tag: 'quiz' }],
    ['nobody', { tag: '', resourceId: '' }],
    ['another activity', { resourceLinkId: '7' }],
  ]
  for (const [whose, changes] of others) {
    it(`of ${whose} are not ours, where the platform did not filter`, async () => {
      answerWith(() => list([null, 'x', itemAt('3', changes)]))
      expect(await find()).to.deep.equal({ kind: 'missing' })
    })
  }

  for (const resourceLinkId of ['1', '', null]) {
    it(`of the activity ${JSON.stringify(resourceLinkId)} are ours`, async () => {
      answerWith(() => list([itemAt('3', { resourceLinkId })]))
      expect(await find()).to.deep.equal(isFound('3'))
    })
  }

  it('of any activity are not ours where the launch was of no one module', async () => {
    answerWith(() => list([itemAt('3', { resourceLinkId: '1' }), itemAt('4')]))
    const { linkId: _none, ...rest } = search()
    expect(await items.findLineItem('r', rest)).to.deep.equal(isFound('4'))
  })

  it('on the third page are not hidden by curly quotes and &amp;', async () => {
    const next = (from: number) =>
      `<${urlOf(`/lineitems?type_id=1&amp;limit=2&amp;from=${from}`)}>; rel=“next”`
    answerWith((from) =>
      from === 4 ? list([itemAt('9')]) : list([itemAt('1', { tag: 'x' })], next(from + 2)),
    )
    expect(await find()).to.deep.equal(isFound('9'))
    expect(asked).to.have.length(3)
    expect(bench.scopes).to.have.length(1)
  })

  it('are not looked for on another host, and no token goes there', async () => {
    const elsewhere = await startServiceBench()
    let isAsked = false
    elsewhere.platform.answer('/lineitems', () => {
      isAsked = true
      return list([itemAt('9')])
    })
    answerWith(() => list([], `<${elsewhere.platform.url}/lineitems>; rel="next"`))
    expect(await find()).to.deep.equal({ kind: 'unusable', reason: 'next-elsewhere' })
    expect(isAsked).to.equal(false)
    await elsewhere.stop()
  })

  it('in a list without an end are given up after 30 pages', async () => {
    answerWith((from) => list([], `<${urlOf(`/lineitems?from=${from + 1}`)}>; rel="next"`))
    expect(await find()).to.deep.equal({ kind: 'unusable', reason: 'too-many-pages' })
    expect(asked).to.have.length(30)
  })

  it('in a list that takes too long are given up', async () => {
    answerWith((from) => {
      bench.clock.advance(5000)
      return list([], `<${urlOf(`/lineitems?from=${from + 1}`)}>; rel="next"`)
    })
    expect(await find()).to.deep.equal({ kind: 'unusable', reason: 'too-slow' })
    expect(asked).to.have.length(2)
  })

  const strange: readonly (readonly [string, Reply, string])[] = [
    ['no JSON', { status: 200, body: '<html>' }, 'not-json'],
    ['no list', { status: 200, body: '{}' }, 'not-a-list'],
    ['an item without an address', { status: 200, body: JSON.stringify([ours]) }, 'no-address'],
  ]
  for (const [what, reply, reason] of strange) {
    it(`are not guessed from ${what}`, async () => {
      answerWith(() => reply)
      expect(await find()).to.deep.equal({ kind: 'unusable', reason })
    })
  }

  it('are not believed to be on another host', async () => {
    const id = 'https://elsewhere.example/item/3'
    answerWith(
      () => list([{ ...ours, id }]),
      () => ({ status: 201, body: JSON.stringify({ ...ours, id }) }),
    )
    const outcome = { kind: 'unusable', reason: 'item-elsewhere' }
    expect(await find()).to.deep.equal(outcome)
    expect(await make()).to.deep.equal(outcome)
  })

  it('are asked for once more with a new token after a 401, not twice', async () => {
    answerWith(() => (asked.length === 1 ? { status: 401 } : list([itemAt('3')])))
    expect(await find()).to.deep.equal(isFound('3'))
    expect(asked.map(({ authorization }) => authorization)).to.deep.equal([
      'Bearer t1',
      'Bearer t2',
    ])
    answerWith(() => ({ status: 401 }))
    expect(await find()).to.deep.equal({ kind: 'answered', status: 401 })
    expect(asked).to.have.length(4)
  })

  for (const status of [302, 400, 403, 404, 429, 500]) {
    it(`are reported as ${status} where the platform says so, asked and made`, async () => {
      answerWith(
        () => ({ status, headers: { 'retry-after': '9', location: '/x' } }),
        () => ({ status, headers: { 'retry-after': '9', location: '/x' } }),
      )
      const outcome = { kind: 'answered', status, retryAfterS: 9 }
      expect(await find()).to.deep.equal(outcome)
      expect(await make()).to.deep.equal(outcome)
      expect([asked.length, made.length]).to.deep.equal([1, 1])
    })
  }

  it('are made with the module’s title, out of 100, for the activity', async () => {
    answerWith(
      () => list([]),
      () => ({ status: 201, body: JSON.stringify(itemAt('5')) }),
    )
    expect(await make()).to.deep.equal(isFound('5'))
    expect(made).to.deep.equal([
      {
        label: 'Quà lạ, đường liên kết lạ',
        scoreMaximum: 100,
        resourceId: 'B5',
        tag: 'la-chan',
        resourceLinkId: '1',
      },
    ])
    expect(bench.scopes).to.deep.equal([LINE_ITEM])
  })

  it('are made once more with a new token after a 401, not twice', async () => {
    answerWith(
      () => list([]),
      () => ({ status: 401 }),
    )
    expect(await make()).to.deep.equal({ kind: 'answered', status: 401 })
    expect([made.length, bench.scopes.length]).to.deep.equal([2, 2])
  })

  it('that were made without telling the address are found by the next look', async () => {
    answerWith(
      () => list([]),
      () => ({ status: 201, body: '{}' }),
    )
    expect(await make()).to.deep.equal({ kind: 'unusable', reason: 'no-address' })
  })

  it('are neither looked for nor made on a private address, and no token is asked for', async () => {
    const strict = createLineItems(bench.partsOf({ isStrict: true }))
    expect(await find(strict)).to.deep.equal(refused)
    expect([asked.length, bench.scopes.length]).to.deep.equal([0, 0])
    expect(await make(strict)).to.deep.equal(refused)
    expect(made).to.have.length(0)
  })

  it('are neither looked for nor made behind a name that leads to a private address', async () => {
    const strict = createLineItems(bench.partsOf({ isStrict: true }))
    const itemsUrl = `https://localhost:${new URL(bench.platform.url).port}/lineitems`
    expect(await find(strict, { itemsUrl })).to.deep.equal(refused)
    expect(await make(strict, { itemsUrl })).to.deep.equal(refused)
    expect([asked.length, made.length]).to.deep.equal([0, 0])
  })

  it('are neither looked for nor made for a registration that is off', async () => {
    const off = { byId: () => ({ ...bench.registration, state: 'disabled' as const }) }
    const disabled = createLineItems({ ...bench.partsOf(), registry: off })
    expect(await find(disabled)).to.deep.equal({ kind: 'no-registration' })
    expect(await make(disabled)).to.deep.equal({ kind: 'no-registration' })
    expect([asked.length, made.length, bench.scopes.length]).to.deep.equal([0, 0, 0])
  })
})
