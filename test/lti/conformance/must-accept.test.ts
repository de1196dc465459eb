import { expect } from 'chai'

import {
  launch,
  type LaunchBench,
  registerSample,
  startLaunchBench,
} from '../../support/a-launch.ts'
import { allSamples, aSample, type Claims, LTI } from '../../support/a-sample.ts'

const MEMBERSHIP = 'http://purl.imsglobal.org/vocab/lis/v2/membership'
const INSTITUTION = 'http://purl.imsglobal.org/vocab/lis/v2/institution/person'

const PERSONAL = [
  'name',
  'given_name',
  'family_name',
  'email',
  `${LTI}/ext`,
  `${LTI}/lis`,
  `${LTI}/custom`,
]

/** The valid payloads of the 1EdTech certification suite, LTI Core 1.3, and those a real Moodle sent. */
describe('certification: a launch that must be accepted', () => {
  let bench: LaunchBench
  before(async () => {
    bench = await startLaunchBench()
  })
  after(() => bench.stop())

  async function expectAccepted(claims: Claims, without: readonly string[] = []): Promise<void> {
    const page = await launch(bench, { claims, without })
    expect(page.errorCode).to.equal(undefined)
    expect(page.status).to.equal(303)
    expect(page.location).to.equal('/modules')
  }

  for (const [who, short] of [
    ['an instructor', 'Instructor'],
    ['a student', 'Learner'],
  ] as const) {
    const roles = (...list: string[]) => ({ [`${LTI}/roles`]: list })

    it(`${who} with everything`, () => expectAccepted(roles(`${MEMBERSHIP}#${short}`)))

    it(`${who} with several roles, institution roles among them`, () =>
      expectAccepted(
        roles(`${MEMBERSHIP}#${short}`, `${INSTITUTION}#Student`, `${MEMBERSHIP}#Mentor`),
      ))

    it(`${who} by a short role`, () => expectAccepted(roles(short)))

    it(`${who} by an unknown role only`, () =>
      expectAccepted(roles(`${MEMBERSHIP}#Unknown${short}`)))

    it(`${who} with no role`, () => expectAccepted(roles('')))

    it(`${who} with an e-mail and no names`, () =>
      expectAccepted(roles(short), ['name', 'given_name', 'family_name']))

    it(`${who} with names and no e-mail`, () => expectAccepted(roles(short), ['email']))

    it(`${who} with no personal data at all`, () => expectAccepted(roles(short), PERSONAL))
  }

  it('an instructor with an e-mail and no context', () =>
    expectAccepted({ [`${LTI}/roles`]: ['Instructor'] }, [`${LTI}/context`]))

  it('a student with only a resource link', () =>
    expectAccepted({}, [
      ...PERSONAL,
      `${LTI}/context`,
      `${LTI}/launch_presentation`,
      `${LTI}/tool_platform`,
    ]))

  const landings: Readonly<Record<string, string>> = {
    LtiDeepLinkingRequest: '/links',
    LtiSubmissionReviewRequest: '/review',
  }

  for (const sample of allSamples()) {
    it(`Moodle 4.5.6: ${sample.name}`, async () => {
      await registerSample(bench, sample)
      const page = await launch(bench, { sample })
      expect(page.errorCode).to.equal(undefined)
      expect(page.status).to.equal(303)
      const type = String(sample.claims[`${LTI}/message_type`])
      expect(page.location).to.equal(landings[type] ?? '/modules')
    })
  }

  it('names the module of the custom parameter', async () => {
    const { claims } = aSample()
    const custom = { ...(claims[`${LTI}/custom`] as object), module: 'B5', mode: 'learn' }
    const page = await launch(bench, { claims: { [`${LTI}/custom`]: custom } })
    expect(page.location).to.equal('/modules/B5')
  })

  it('sends staff to the projector where the link says so, and never a pupil', async () => {
    const custom = { [`${LTI}/custom`]: { module: 'B5', mode: 'present' } }
    const staff = await launch(bench, { claims: { ...custom, [`${LTI}/roles`]: ['Instructor'] } })
    expect(staff.location).to.equal('/present/B5')
    const pupil = await launch(bench, { claims: { ...custom, [`${LTI}/roles`]: ['Learner'] } })
    expect(pupil.location).to.equal('/modules/B5')
  })

  it('treats unresolved, empty and null parameters as absent', async () => {
    for (const value of ['$ResourceLink.custom', '', null]) {
      const page = await launch(bench, { claims: { [`${LTI}/custom`]: { module: value } } })
      expect(page.location).to.equal('/modules')
    }
  })
})
