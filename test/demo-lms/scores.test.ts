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

describe('demo LMS: scores', () => {
  let world: World

  beforeEach(async () => {
    world = await aWorld()
  })
  afterEach(() => world.stop())

  function gradeOf(username: string, lineItemId = '2') {
    return world.lms
      .gradebook()
      .find((row) => row.username === username && row.lineItemId === lineItemId)
  }

  async function statusOf(score: unknown): Promise<number> {
    return (await sendScore(world, score)).status
  }

  async function aToolMadeItem(): Promise<string> {
    const url = `${world.lms.url}/mod/lti/services.php/2/lineitems?type_id=1`
    const body = JSON.stringify({ label: 'Kiểm tra', scoreMaximum: 10 })
    const headers = { 'Content-Type': itemType }
    const answer = await callService(world, url, { method: 'POST', headers, body })
    return ((await answer.json()) as { id: string }).id
  }

  describe('what is kept', () => {
    it('answers 200 with an empty body', async () => {
      const answer = await sendScore(world, aScore())
      expect([answer.status, await answer.text()]).to.deep.equal([200, ''])
    })

    it('rescales 100 of 100 to 10 of 10', async () => {
      await sendScore(world, aScore())
      expect(gradeOf('hs.an')).to.include({ activityId: '1', score: 10, maximum: 10 })
    })

    it('rescales 70 of 100 to 7 of 10', async () => {
      await sendScore(world, aScore({ scoreGiven: 70 }))
      expect(gradeOf('hs.an')).to.include({ score: 7 })
    })

    it('cuts points above the maximum', async () => {
      await sendScore(world, aScore({ scoreGiven: 12, scoreMaximum: 10 }))
      expect(gradeOf('hs.an')).to.include({ score: 10 })
    })

    it('keeps the time of the score in whole seconds', async () => {
      await sendScore(world, aScore({ timestamp: '2026-11-24T08:59:59.999123+07:00' }))
      expect(gradeOf('hs.an')).to.include({ timestamp: '2026-11-24T01:59:59.000Z' })
    })

    it('leaves the others of the class alone', async () => {
      await sendScore(world, aScore())
      expect(gradeOf('hs.binh')).to.include({ score: null, timestamp: null })
    })

    it('accepts a time in the future, which then blocks every true one', async () => {
      expect(await statusOf(aScore({ timestamp: '2026-11-24T03:00:00Z' }))).to.equal(200)
      expect(await statusOf(aScore({ timestamp: '2026-11-24T02:30:00Z' }))).to.equal(409)
    })
  })

  describe('what comes too late', () => {
    it('refuses a second score of the same second', async () => {
      await sendScore(world, aScore({ timestamp: '2026-11-24T02:00:00.001Z', scoreGiven: 50 }))
      const later = await sendScore(world, aScore({ timestamp: '2026-11-24T02:00:00.999Z' }))
      expect([later.status, await later.json()]).to.deep.equal([409, []])
      expect(later.statusText).to.match(/^Refusing score with an earlier timestamp/)
      expect(gradeOf('hs.an')).to.include({ score: 5 })
    })

    it('takes a score of the next second', async () => {
      await sendScore(world, aScore({ timestamp: '2026-11-24T02:00:00.999Z', scoreGiven: 50 }))
      expect(await statusOf(aScore({ timestamp: '2026-11-24T02:00:01.000Z' }))).to.equal(200)
      expect(gradeOf('hs.an')).to.include({ score: 10 })
    })

    it('counts time for each pupil alone', async () => {
      await sendScore(world, aScore())
      expect(await statusOf(aScore({ userId: '6' }))).to.equal(200)
    })
  })

  describe('what wipes a grade', () => {
    const later = '2026-11-24T02:00:05Z'

    beforeEach(() => sendScore(world, aScore()))

    it('a grading progress other than FullyGraded', async () => {
      const pending = aScore({ timestamp: later, gradingProgress: 'PendingManual' })
      expect(await statusOf(pending)).to.equal(200)
      expect(gradeOf('hs.an')).to.include({ score: null })
    })

    it('points that are absent or null', async () => {
      expect(await statusOf(aScore({ timestamp: later, scoreGiven: undefined }))).to.equal(200)
      expect(gradeOf('hs.an')).to.include({ score: null })
      await sendScore(world, aScore({ timestamp: '2026-11-24T02:00:06Z' }))
      const none = aScore({ timestamp: '2026-11-24T02:00:07Z', scoreGiven: null })
      expect(await statusOf(none)).to.equal(200)
      expect(gradeOf('hs.an')).to.include({ score: null })
    })

    it("on a tool's own item it is stamped with the clock of the LMS", async () => {
      const item = await aToolMadeItem()
      world.clock.advance(600)
      const wipe = aScore({ timestamp: later, gradingProgress: 'Pending' })
      await sendScore(world, wipe, { item })
      const true1 = await sendScore(world, aScore({ timestamp: '2026-11-24T02:00:09Z' }), { item })
      const true2 = await sendScore(world, aScore({ timestamp: '2026-11-24T02:10:01Z' }), { item })
      expect([true1.status, true2.status]).to.deep.equal([409, 200])
    })
  })

  describe('what is refused', () => {
    it('every content type but the one of a score, even with a charset', async () => {
      for (const contentType of [
        'application/json',
        'application/vnd.ims.lis.v1.score+json; charset=utf-8',
      ]) {
        const answer = await sendScore(world, aScore(), { contentType })
        expect(answer.status, contentType).to.equal(400)
        expect(await answer.json())
          .to.have.property('reason')
          .that.matches(/^No handler found for/)
      }
    })

    it('a score that lacks one of its four words', async () => {
      for (const name of ['userId', 'timestamp', 'activityProgress', 'gradingProgress']) {
        expect(await statusOf(aScore({ [name]: undefined })), name).to.equal(400)
      }
    })

    it('a progress that the specification does not know', async () => {
      expect(await statusOf(aScore({ activityProgress: 'Done' }))).to.equal(400)
      expect(await statusOf(aScore({ gradingProgress: 'Graded' }))).to.equal(400)
    })

    it('a time that is not ISO 8601 with its zone', async () => {
      for (const timestamp of ['2026-11-24', '2026-11-24T02:00:00', 'now', 1795454823]) {
        expect(await statusOf(aScore({ timestamp })), String(timestamp)).to.equal(400)
      }
    })

    it('points that are no number', async () => {
      expect(await statusOf(aScore({ scoreGiven: 'ten' }))).to.equal(400)
      expect(await statusOf(aScore({ scoreMaximum: 0 }))).to.equal(400)
    })

    it('an unknown person and a teacher', async () => {
      for (const userId of ['99999', '3', '10']) {
        const answer = await sendScore(world, aScore({ userId }))
        expect([answer.status, await answer.json()], userId).to.deep.equal([400, []])
      }
    })

    it('a body that is no JSON object', async () => {
      for (const body of ['', '{', '[]', 'null', '"x"']) {
        expect(await statusOf(body), body).to.equal(400)
      }
    })

    it('a score put behind the query of the line item', async () => {
      const token = await aToken(world)
      const answer = await fetch(`${lineItemUrl(world)}/scores`, {
        method: 'POST',
        headers: {
          Authorization: `Bearer ${token}`,
          'Content-Type': 'application/vnd.ims.lis.v1.score+json',
        },
        body: JSON.stringify(aScore()),
      })
      expect(answer.status).to.equal(400)
      expect(gradeOf('hs.an')).to.include({ score: null })
    })

    it('a line item it does not have', async () => {
      const answer = await sendScore(world, aScore(), { item: lineItemUrl(world, '77') })
      expect(answer.status).to.equal(404)
    })
  })

  describe('who may send', () => {
    it('nobody without a token or with an invented one', async () => {
      for (const token of ['', 'invented']) {
        const answer = await sendScore(world, aScore(), { token })
        expect(answer.status).to.equal(401)
        expect(await answer.json()).to.include({ status: 401, reason: 'Unauthorized' })
      }
    })

    it('nobody whose token is an hour old', async () => {
      const token = await aToken(world)
      world.clock.advance(3599)
      expect((await sendScore(world, aScore(), { token })).status).to.equal(200)
      world.clock.advance(1)
      const late = aScore({ timestamp: '2026-11-24T03:00:00Z' })
      expect((await sendScore(world, late, { token })).status).to.equal(401)
    })

    it('nobody without the scope for scores', async () => {
      const token = await aToken(world, scopes.lineItem)
      expect((await sendScore(world, aScore(), { token })).status).to.equal(403)
    })

    it('nobody under the type id of another tool', async () => {
      const item = lineItemUrl(world).replace('type_id=1', 'type_id=2')
      expect((await sendScore(world, aScore(), { item })).status).to.equal(401)
    })
  })

  it('writes down everything that arrives, with its answer', async () => {
    const score = aScore()
    await sendScore(world, score)
    await sendScore(world, 'garbage')
    await sendScore(world, score, { token: 'invented' })
    const [first, second, third] = world.lms.scorePosts()
    const url = beforeQuery(lineItemUrl(world), '/scores')
    expect(first).to.deep.equal({ at: world.clock.now(), status: 200, body: score, url })
    expect(second).to.include({ status: 400, body: 'garbage' })
    expect(third).to.include({ status: 401 })
  })
})
