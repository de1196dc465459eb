import { expect } from 'chai'

import {
  launch,
  type LaunchBench,
  registerSample,
  startLaunchBench,
  storedVisits,
} from '../../support/a-launch.ts'
import { allSamples, aSample, type Claims, LTI } from '../../support/a-sample.ts'
import { storedRows } from '../../support/stored-rows.ts'

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
    await storedVisits(bench)
    const page = await launch(bench, { claims, without })
    expect(page.errorCode).to.equal(undefined)
    expect(page.status).to.equal(303)
    expect(page.location).to.equal('/modules')
    const { name, email } = aSample().claims
    const stored = [...storedRows(bench.app.folder)].join('\n')
    for (const personal of [name, email]) expect(stored).not.to.contain(personal)
    expect(await storedVisits(bench)).to.equal(1)
  }

  for (const [who, short] of [
    ['instructor', 'Instructor'],
    ['student', 'Learner'],
  ] as const) {
    const row = (number: number) => `4.2.${who}.${number}`
    const roles = (...list: string[]) => ({ [`${LTI}/roles`]: list })

    it(`${row(1)}: with everything`, () => expectAccepted(roles(`${MEMBERSHIP}#${short}`)))

    it(`${row(2)}: with several roles, institution roles among them`, () =>
      expectAccepted(
        roles(`${MEMBERSHIP}#${short}`, `${INSTITUTION}#Student`, `${MEMBERSHIP}#Mentor`),
      ))

    it(`${row(3)}: by a short role`, () => expectAccepted(roles(short)))

    it(`${row(4)}: by an unknown role only`, () =>
      expectAccepted(roles(`${MEMBERSHIP}#Unknown${short}`)))

    it(`${row(5)}: with no role`, () => expectAccepted(roles('')))

    it(`${row(6)}: with an e-mail and no names`, () =>
      expectAccepted(roles(short), ['name', 'given_name', 'family_name']))

    it(`${row(7)}: with names and no e-mail`, () => expectAccepted(roles(short), ['email']))

    it(`${row(8)}: with no personal data at all`, () => expectAccepted(roles(short), PERSONAL))
  }

  it('4.2.instructor.9: with an e-mail and no context', () =>
    expectAccepted({ [`${LTI}/roles`]: ['Instructor'] }, [`${LTI}/context`]))

  it('4.2.student.9: with only a resource link', () =>
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

  it('5.15: unresolved, empty and null parameters are absent', async () => {
    for (const value of ['$ResourceLink.custom', '', null]) {
      const page = await launch(bench, { claims: { [`${LTI}/custom`]: { module: value } } })
      expect(page.location).to.equal('/modules')
    }
  })
})
