import { expect } from 'chai'

import {
  aScore,
  aToken,
  aWorld,
  beforeQuery,
  callService,
  itemType,
  lineItemUrl,
  scopes,
  sendScore,
  type World,
} from './world.ts'

const latin1ToUtf8 = (header: string | null) => Buffer.from(header ?? '', 'latin1').toString('utf8')

describe('demo LMS: line items, results and members', () => {
  let world: World

  beforeEach(async () => {
    world = await aWorld()
  })
  afterEach(() => world.stop())

  const lineItems = (query = '') =>
    `${world.lms.url}/mod/lti/services.php/2/lineitems?type_id=1${query}`
  const members = (query = '') =>
    `${world.lms.url}/mod/lti/services.php/CourseSection/2/bindings/1/memberships${query}`

  async function read(url: string) {
    const answer = await callService(world, url)
    const link = latin1ToUtf8(answer.headers.get('link'))
    return {
      status: answer.status,
      type: answer.headers.get('content-type'),
      link,
      body: (await answer.json()) as never,
    }
  }

  function write(method: string, url: string, item: unknown): Promise<Response> {
    const headers = { 'Content-Type': itemType }
    return callService(world, url, { method, headers, body: JSON.stringify(item) })
  }

  describe('line items', () => {
    it('one for each activity, the first out of 10', async () => {
      const { status, type, link, body } = await read(lineItems())
      expect(status).to.equal(200)
      expect(type).to.equal('application/vnd.ims.lis.v2.lineitemcontainer+json; charset=utf-8')
      expect(link).to.equal('')
      expect(body).to.have.length(3)
      expect(body[0]).to.deep.equal({
        id: lineItemUrl(world),
        label: 'Quà lạ, đường liên kết lạ',
        scoreMaximum: 10,
        resourceId: '',
        tag: '',
        resourceLinkId: '1',
        ltiLinkId: '1',
      })
    })

    it('are paged by links in curly quotes with escaped ampersands', async () => {
      const { body, link } = await read(lineItems('&limit=2'))
      const base = `${world.lms.url}/mod/lti/services.php/2/lineitems?type_id=1&amp;limit=2&amp;from=`
      expect(body).to.have.length(2)
      expect(link).to.equal(
        `<${base}0>; rel=“first”, <${base}0>; rel=“canonical”, <${base}2>; rel=“next”, <${base}2>; rel=“last”`,
      )
    })

    it('keep the filter in the links and end without a next page', async () => {
      await write('POST', lineItems(), { label: 'Kiểm tra', scoreMaximum: 10, tag: 'kt15' })
      const { body, link } = await read(lineItems('&tag=kt15&limit=1'))
      expect(body).to.have.length(1)
      expect(link).to.include(
        'lineitems?tag=kt15&amp;type_id=1&amp;limit=1&amp;from=0>; rel=“first”',
      )
      expect(link).not.to.include('next')
    })

    it('are filtered by resource, resource link and tag', async () => {
      await write('POST', lineItems(), { label: 'A', scoreMaximum: 5, tag: 't', resourceId: 'r' })
      expect((await read(lineItems('&resource_link_id=2'))).body).to.have.length(1)
      expect((await read(lineItems('&resource_id=r&tag=t'))).body).to.have.length(1)
      expect((await read(lineItems('&resource_id=r&tag=other'))).body).to.have.length(0)
    })

    it('are made by a tool and echoed, dates forgotten afterwards', async () => {
      const item = { scoreMaximum: 10, label: 'Kiểm tra', startDateTime: '2026-09-05T00:00:00Z' }
      const answer = await write('POST', lineItems(), item)
      const echo = (await answer.json()) as { id: string }
      expect(answer.status).to.equal(201)
      expect(echo).to.deep.equal({ ...item, id: lineItemUrl(world, '5') })
      const kept = { id: echo.id, label: 'Kiểm tra', scoreMaximum: 10, resourceId: '', tag: '' }
      expect((await read(echo.id)).body).to.deep.equal(kept)
    })

    it('without label or maximum are refused', async () => {
      for (const item of [
        { label: 'A' },
        { scoreMaximum: 1 },
        { label: 'A', scoreMaximum: 'x' },
        [],
      ]) {
        expect((await write('POST', lineItems(), item)).status).to.equal(400)
      }
    })

    it('for an activity that is not there are refused', async () => {
      const item = { label: 'A', scoreMaximum: 1, resourceLinkId: '9' }
      expect((await write('POST', lineItems(), item)).status).to.equal(403)
    })

    it("of a teacher's activity are renamed and rescaled by a PUT, grades with them", async () => {
      await sendScore(world, aScore({ scoreGiven: 50 }))
      const answer = await write('PUT', lineItemUrl(world), { label: 'Đổi tên', scoreMaximum: 20 })
      expect(answer.status).to.equal(200)
      expect((await read(lineItemUrl(world))).body).to.include({
        label: 'Đổi tên',
        scoreMaximum: 20,
      })
      expect(world.lms.gradebook()[0]).to.include({ score: 10, maximum: 20, label: 'Đổi tên' })
    })

    it('are deleted only when a tool made them', async () => {
      await write('POST', lineItems(), { label: 'A', scoreMaximum: 5 })
      const remove = (id: string) =>
        callService(world, lineItemUrl(world, id), { method: 'DELETE' })
      expect((await remove('2')).status).to.equal(403)
      expect((await remove('5')).status).to.equal(204)
      expect((await read(lineItems())).body).to.have.length(3)
    })

    it('are read with the read-only scope and written only with the other', async () => {
      const headers = {
        Authorization: `Bearer ${await aToken(world, scopes.lineItemRead)}`,
        'Content-Type': itemType,
      }
      expect((await fetch(lineItems(), { headers })).status).to.equal(200)
      const body = JSON.stringify({ label: 'A', scoreMaximum: 5 })
      expect((await fetch(lineItems(), { method: 'POST', headers, body })).status).to.equal(403)
    })

    it('are not given to whom asks for another media type', async () => {
      const answer = await callService(world, lineItems(), { headers: { Accept: 'text/html' } })
      expect(answer.status).to.equal(400)
    })

    it('are not given without a token, and the answer says why', async () => {
      const answer = await fetch(lineItems())
      expect([answer.status, answer.statusText]).to.deep.equal([401, 'Unauthorized'])
      expect(await answer.json()).to.deep.equal({
        status: 401,
        reason: 'Unauthorized',
        request: {
          method: 'GET',
          url: '/mod/lti/services.php/2/lineitems?type_id=1',
          accept: '*/*',
          contentType: '',
        },
      })
    })
  })

  describe('results', () => {
    const results = (query = '') => `${beforeQuery(lineItemUrl(world), '/results')}${query}`

    it('show a score with its time in Việt Nam', async () => {
      await sendScore(world, aScore({ comment: 'Làm tốt lắm' }))
      const { type, body } = await read(results())
      expect(type).to.equal('application/vnd.ims.lis.v2.resultcontainer+json; charset=utf-8')
      expect(body).to.deep.equal([
        {
          id: `${results()}&user_id=5`,
          userId: '5',
          resultScore: 10,
          resultMaximum: 10,
          comment: 'Làm tốt lắm',
          scoreOf: lineItemUrl(world),
          timestamp: '2026-11-24T09:00:00+07:00',
        },
      ])
    })

    it('keep a wiped grade as an empty line', async () => {
      await sendScore(world, aScore({ gradingProgress: 'NotReady' }))
      expect((await read(results())).body).to.deep.equal([
        { id: `${results()}&user_id=5`, userId: '5' },
      ])
    })

    it('are asked for by person and paged in curly quotes', async () => {
      await sendScore(world, aScore())
      await sendScore(world, aScore({ userId: '6' }))
      expect((await read(results('&user_id=6'))).body).to.have.length(1)
      const { body, link } = await read(results('&limit=1'))
      expect(body).to.have.length(1)
      expect(link).to.match(/type_id=1&amp;limit=1&amp;from=1>; rel=“next”/)
    })

    it('need their own scope', async () => {
      const headers = { Authorization: `Bearer ${await aToken(world, scopes.score)}` }
      expect((await fetch(results(), { headers })).status).to.equal(403)
    })
  })

  describe('members', () => {
    it('are the enrolled three, by short roles and in the order of family names', async () => {
      const { body } = await read(members())
      const list = (body as { members: Record<string, unknown>[] }).members
      const shown = list.map((member) => [member['ext_user_username'], member['roles']])
      expect(shown).to.deep.equal([
        ['hs.an', ['Learner']],
        ['hs.binh', ['Learner']],
        ['gv.lan', ['Instructor']],
      ])
    })

    it('are paged by a plain link that forgets the role', async () => {
      const { body, link } = await read(members('?role=Learner&limit=1'))
      expect((body as { members: unknown[] }).members).to.have.length(1)
      expect(link).to.equal(`<${members()}?limit=1&from=1>; rel="next"`)
    })

    it('carry a message each when a resource link is named', async () => {
      const { body } = await read(members('?rlid=1'))
      const [first] = (body as { members: { message: unknown[] }[] }).members
      expect(first?.message).to.have.length(1)
    })

    it('need their own scope', async () => {
      const headers = { Authorization: `Bearer ${await aToken(world, scopes.lineItem)}` }
      expect((await fetch(members(), { headers })).status).to.equal(403)
    })
  })
})
