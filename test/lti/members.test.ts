import { readFileSync } from 'node:fs'

import { expect } from 'chai'

import { createMembers } from '../../src/lti/members.ts'
import { type ServiceBench, startServiceBench } from '../support/a-service-bench.ts'
import type { Reply } from '../support/fake-platform.ts'

const MEMBERSHIP = 'http://purl.imsglobal.org/vocab/lis/v2/membership'
const PATH = '/memberships'

/** https://www.imsglobal.org/spec/lti-nrps/v2p0 */
describe('counting the learners of a course', () => {
  let bench: ServiceBench
  let asked: { readonly url: string; readonly accept: string; readonly authorization: string }[]
  beforeEach(async () => {
    bench = await startServiceBench()
    asked = []
  })
  afterEach(() => bench.stop())

  function answerWith(answer: (from: number) => Reply | 'hang'): void {
    bench.platform.answer(PATH, ({ url, headers }) => {
      const { accept = '', authorization = '' } = headers
      asked.push({ url, accept, authorization })
      return answer(Number(new URL(url, 'http://lms').searchParams.get('from') ?? 0))
    })
  }
  const page = (members: unknown, link = ''): Reply => ({
    status: 200,
    body: JSON.stringify({ id: 'x', members }),
    headers: link ? { link: Buffer.from(link, 'utf8').toString('latin1') } : {},
  })
  const urlOf = (path: string) => `${bench.platform.url}${path}`
  function count({ isOn = true, isStrict = false, url = urlOf(PATH) } = {}) {
    const registry = { byId: () => ({ ...bench.registration, countsMembers: isOn }) }
    return createMembers({ ...bench.partsOf({ isStrict }), registry }).countLearners('r', url)
  }
  const learner = (id: string, changes: object = {}) => ({
    status: 'Active',
    roles: ['Learner'],
    user_id: id,
    name: 'An Nguyễn Văn',
    ...changes,
  })
  const counted = (learners: number) => ({ kind: 'counted', learners })

  it('counts what a Moodle 4.5 sends: everybody but the teacher', async () => {
    const file = new URL('./service-samples/nrps.json', import.meta.url)
    const { all } = JSON.parse(readFileSync(file, 'utf8')) as { all: { body: object } }
    answerWith(() => ({ status: 200, body: JSON.stringify(all.body) }))
    // Six, though one of them is a non-editing teacher: Moodle calls him a Learner here.
    expect(await count()).to.deep.equal(counted(6))
  })

  it('asks in pages of 200, in the media type and scope of the specification', async () => {
    answerWith(() => page([]))
    await count({ url: `${urlOf(PATH)}?type=1` })
    expect(asked[0]).to.deep.equal({
      url: '/memberships?type=1&limit=200',
      accept: 'application/vnd.ims.lti-nrps.v2.membershipcontainer+json',
      authorization: 'Bearer t1',
    })
    const scope = 'https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly'
    expect(bench.scopes).to.deep.equal([scope])
  })

  const cases: readonly (readonly [string, object, number])[] = [
    ['a short role', { roles: ['Learner'] }, 1],
    ['a role as an address', { roles: [`${MEMBERSHIP}#Learner`] }, 1],
    ['a sub-role', { roles: [`${MEMBERSHIP}/Learner#ExternalLearner`] }, 1],
    ['no status', { status: undefined }, 1],
    ['the status Inactive', { status: 'Inactive' }, 0],
    ['the status Deleted', { status: 'Deleted' }, 0],
    ['a short role of staff', { roles: ['Instructor'] }, 0],
    ['both roles', { roles: ['Learner', 'Instructor'] }, 0],
    ['both as addresses', { roles: [`${MEMBERSHIP}#Learner`, `${MEMBERSHIP}#Instructor`] }, 0],
    ['the role Mentor', { roles: [`${MEMBERSHIP}#Mentor`] }, 0],
    ['no role', { roles: [] }, 0],
    ['roles that are none', { roles: 'Learner' }, 0],
    ['no id', { user_id: undefined }, 0],
    [
      'the role of a test user',
      { roles: ['Learner', 'http://purl.imsglobal.org/vocab/lti/system/person#TestUser'] },
      0,
    ],
  ]
  for (const [what, changes, learners] of cases) {
    it(`counts ${learners} for ${what}`, async () => {
      answerWith(() => page([learner('5', changes), null, 'x']))
      expect(await count()).to.deep.equal(counted(learners))
    })
  }

  for (const [quote, end] of [
    ['"', '"'],
    ['“', '”'],
  ] as const) {
    it(`counts somebody on two pages once, and reads on after rel=${quote}next${end}`, async () => {
      const next = `<${urlOf(PATH)}?limit=2&from=2>; rel=${quote}next${end}`
      answerWith((from) =>
        from === 0 ? page([learner('5'), learner('6')], next) : page([learner('6'), learner('7')]),
      )
      expect(await count()).to.deep.equal(counted(3))
      expect(asked).to.have.length(2)
    })
  }

  it('gives no number where the list has no end, leads elsewhere or is none', async () => {
    answerWith((from) => page([learner(`${from}`)], `<?from=${from + 1}>; rel="next"`))
    expect(await count()).to.deep.equal({ kind: 'unusable', reason: 'too-many-pages' })
    answerWith(() => page([], '<https://elsewhere.example/members>; rel="next"'))
    expect(await count()).to.deep.equal({ kind: 'unusable', reason: 'next-elsewhere' })
    answerWith(() => page('Nguyễn Văn An'))
    expect(await count()).to.deep.equal({ kind: 'unusable', reason: 'not-a-list' })
  })

  it('says nothing of an answer that is no JSON', async () => {
    answerWith(() => ({ status: 200, body: 'Nguyễn Văn An' }))
    expect(await count()).to.deep.equal({ kind: 'unusable', reason: 'not-json' })
  })

  it('reads no page of more than half a megabyte', async () => {
    answerWith(() => page([learner('5', { name: 'A'.repeat(600_000) })]))
    expect(await count()).to.have.property('kind', 'unreachable')
  })

  it('tries once more with a new token after a 401', async () => {
    answerWith(() => (asked.length === 1 ? { status: 401 } : page([learner('5')])))
    expect(await count()).to.deep.equal(counted(1))
    expect(asked.map(({ authorization }) => authorization)).to.deep.equal([
      'Bearer t1',
      'Bearer t2',
    ])
  })

  it('tells what the platform answered', async () => {
    answerWith(() => ({ status: 403 }))
    expect(await count()).to.deep.equal({ kind: 'answered', status: 403 })
  })

  it('asks nothing, not even for a token, where it is off', async () => {
    answerWith(() => page([learner('5')]))
    expect(await count({ isOn: false })).to.deep.equal({ kind: 'no-registration' })
    expect([asked.length, bench.scopes.length]).to.deep.equal([0, 0])
  })

  it('asks nothing on a private address, nor behind a name that leads to one', async () => {
    answerWith(() => page([learner('5')]))
    const { port } = new URL(bench.platform.url)
    for (const url of [
      urlOf(PATH),
      `https://localhost:${port}${PATH}`,
      `https://127.0.0.1:${port}${PATH}`,
    ]) {
      const refused = { kind: 'unreachable', reason: 'EADDRNOTALLOWED' }
      expect(await count({ isStrict: true, url })).to.deep.equal(refused)
    }
    expect(asked).to.have.length(0)
  })
})
