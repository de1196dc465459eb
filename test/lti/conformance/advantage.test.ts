import { expect } from 'chai'

import { createLineItems } from '../../../src/lti/line-items.ts'
import { createMembers } from '../../../src/lti/members.ts'
import { deliveryOf } from '../../../src/passback/index.ts'
import { aClock } from '../../support/a-clock.ts'
import { aLineItemSearch } from '../../support/a-completion.ts'
import { startDemoWorld } from '../../support/a-demo-world.ts'
import { launch, type LaunchBench, startLaunchBench } from '../../support/a-launch.ts'
import { answerForm, DL, launchToChoose, readAnswer } from '../../support/a-links-launch.ts'
import { aSample, LTI } from '../../support/a-sample.ts'
import { type ServiceBench, startServiceBench } from '../../support/a-service-bench.ts'
import { expectNothingNew, storedRows } from '../../support/stored-rows.ts'

const AGS = 'https://purl.imsglobal.org/spec/lti-ags'
const NRPS = 'https://purl.imsglobal.org/spec/lti-nrps'
const REQUEST = aSample('deeplinking-teacher-gv.lan').claims

/** The certification suite of LTI Advantage: deep linking. */
describe('certification: deep linking', () => {
  let bench: LaunchBench
  before(async () => {
    bench = await startLaunchBench()
  })
  after(() => bench.stop())

  async function chosen(
    fields: Parameters<Awaited<ReturnType<typeof launchToChoose>>['press']>[0],
  ) {
    const choosing = await launchToChoose(bench, { settings: { data: 'csrf:42' } })
    const form = answerForm(await choosing.press(fields))
    return { form, ...(await readAnswer(bench, form.jwt)) }
  }

  it('4.3.dl.1: the request is accepted', async () => {
    const { landing } = await launchToChoose(bench)
    expect([landing.status, landing.location]).to.deep.equal([303, '/links'])
  })

  it('4.3.dl.2, 4.3.dl.3: a response goes to the return address, and says that it is one', async () => {
    const { form, payload } = await chosen({ module: 'B5' })
    const settings = REQUEST[`${DL}/deep_linking_settings`] as { deep_link_return_url: string }
    expect([form.method, form.action]).to.deep.equal(['post', settings.deep_link_return_url])
    expect(payload[`${LTI}/message_type`]).to.equal('LtiDeepLinkingResponse')
  })

  it('4.3.dl.4: iat and exp of the response hold', async () => {
    const { iat = 0, exp = 0 } = (await chosen({ module: 'B5' })).payload
    const nowS = Date.now() / 1000
    expect(iat).to.be.within(nowS - 5, nowS + 1)
    expect(exp).to.be.within(nowS, nowS + 3600)
  })

  it('4.3.dl.5: the response is signed by a key of our set', async () => {
    const { protectedHeader } = await chosen({ module: 'B5' })
    expect(protectedHeader).to.include({ alg: 'RS256' })
    expect(protectedHeader.kid).to.be.a('string')
  })

  it('4.3.dl.6: the response has its required claims', async () => {
    const { payload, items } = await chosen({ module: 'B5' })
    expect(payload).to.include({
      iss: REQUEST['aud'],
      aud: REQUEST['iss'],
      [`${LTI}/deployment_id`]: REQUEST[`${LTI}/deployment_id`],
      [`${LTI}/version`]: '1.3.0',
      [`${DL}/data`]: 'csrf:42',
    })
    expect(payload['nonce']).to.be.a('string')
    expect(items.map((item) => item['type'])).to.deep.equal(['ltiResourceLink'])
  })

  it('4.3.dl.7: the created link launches what was chosen', async () => {
    const { items } = await chosen({ module: 'B5' })
    const { custom, url } = items[0] as { custom: object; url: string }
    const claims = { [`${LTI}/custom`]: custom, [`${LTI}/target_link_uri`]: url }
    const page = await launch(bench, { claims: { ...claims, [`${LTI}/roles`]: ['Learner'] } })
    expect([page.status, page.location]).to.deep.equal([303, '/modules/B5'])
  })

  it('W22: an address to return to that would end in script or elsewhere is refused, and nothing is kept', async () => {
    const before = storedRows(bench.app.folder)
    for (const url of ['javascript:alert(1)', 'data:text/html,x', '//evil.example', '', 5, null]) {
      const settings = { deep_link_return_url: url }
      const { landing } = await launchToChoose(bench, { settings })
      expect([landing.status, landing.errorCode]).to.deep.equal([400, 'token-claims-invalid'])
    }
    expectNothingNew(bench.app.folder, before)
  })
})

/** The certification suite of LTI Advantage: names and roles, assignment and grade services. */
describe('certification: services', () => {
  let bench: ServiceBench
  beforeEach(async () => {
    bench = await startServiceBench()
  })
  afterEach(() => bench.stop())

  for (const [id, name, claim] of [
    [
      '4.3.nrps.1',
      `${NRPS}/claim/namesroleservice`,
      { context_memberships_url: 'https://x.example/m' },
    ],
    [
      '4.3.ags.1',
      `${AGS}/claim/endpoint`,
      {
        lineitem: 'https://x.example/1',
        lineitems: 'https://x.example',
        scope: [`${AGS}/scope/score`],
      },
    ],
  ] as const) {
    it(`${id}: a launch with the claim is accepted, and without it`, async () => {
      const launches = await startLaunchBench()
      try {
        expect((await launch(launches, { claims: { [name]: claim } })).status).to.equal(303)
        expect((await launch(launches, { without: [name] })).status).to.equal(303)
      } finally {
        await launches.stop()
      }
    })
  }

  it('4.3.nrps.2, 4.3.nrps.3, 4.3.nrps.4: members are asked for by type, bearer and scope', async () => {
    const asked: unknown[] = []
    bench.platform.answer('/members', ({ headers }) => {
      asked.push([headers.accept, headers.authorization])
      return { status: 200, body: '{"members":[{"user_id":"5","roles":["Learner"]}]}' }
    })
    const registry = { byId: () => ({ ...bench.registration, countsMembers: true }) }
    const members = createMembers({ ...bench.partsOf(), registry })
    const outcome = await members.countLearners('r', `${bench.platform.url}/members`)
    expect(outcome).to.deep.equal({ kind: 'counted', learners: 1 })
    const type = 'application/vnd.ims.lti-nrps.v2.membershipcontainer+json'
    expect(asked).to.deep.equal([[type, 'Bearer t1']])
    expect(bench.scopes).to.deep.equal([`${NRPS}/scope/contextmembership.readonly`])
  })

  it('4.3.ags.2, 4.3.ags.3: with a token of its scope a line item is made, and then found', async () => {
    const made: object[] = []
    bench.platform.answer('/items', ({ method, body }) => {
      if (method === 'GET') return { status: 200, body: JSON.stringify(made) }
      made.push({ ...(JSON.parse(body) as object), id: `${bench.platform.url}/items/1` })
      return { status: 201, body: JSON.stringify(made[0]) }
    })
    const items = createLineItems(bench.partsOf())
    const search = { ...aLineItemSearch, itemsUrl: `${bench.platform.url}/items` }
    const { lineItemUrl } = (await items.makeLineItem('r', search)) as { lineItemUrl?: string }
    expect(lineItemUrl).to.equal(`${bench.platform.url}/items/1`)
    expect(await items.findLineItem('r', search)).to.deep.include({ lineItemUrl })
    expect(new Set(bench.scopes)).to.deep.equal(new Set([`${AGS}/scope/lineitem`]))
  })

  it('4.3.ags.4, 4.3.ags.5: a score is posted, and the result is what was sent', async () => {
    const clock = aClock('2026-11-23T02:00:01.000Z')
    const world = await startDemoWorld({ clock })
    try {
      const { passback, subSealer, storage } = world.app.deps
      const intent = {
        registrationId: world.facts.registration.id,
        lineItemUrl: `${world.lms.url}/mod/lti/services.php/2/lineitems/2/lineitem?type_id=1`,
        ...{
          sealedSub: subSealer.seal('5'),
          learnerKey: 'learner-5',
          completedAt: new Date('2026-11-23T02:00:00.000Z'),
        },
      }
      await passback.enqueue(intent)
      await passback.runOnce()
      const { id } = deliveryOf(intent, clock.now())
      expect((await storage.deliveries.find(id))?.state).to.equal('delivered')
      expect(world.lms.scorePosts().map(({ body }) => body)).to.have.length(1)
      expect(world.lms.scorePosts()[0]!.body).to.include({ scoreGiven: 100, scoreMaximum: 100 })
      const result = world.lms
        .gradebook()
        .find((row) => row.username === 'hs.an' && row.lineItemId === '2')
      expect(result).to.include({ score: 10 })
    } finally {
      await world.stop()
    }
  })
})
