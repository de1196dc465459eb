import { expect } from 'chai'
import fc from 'fast-check'

import { createApp } from '../../src/app.ts'
import type { Day } from '../../src/runtime/index.ts'
import { formTokenOf, type LearnerKey, type Visit, visitIdOf } from '../../src/web/index.ts'
import { aPeriod } from '../support/a-period.ts'
import { aHeldSession } from '../support/a-province.ts'
import { aRegistration } from '../support/a-registration.ts'
import { anArea, aSchool } from '../support/a-school.ts'
import { aStranger, type Stranger } from '../support/a-stranger.ts'
import { aVisit } from '../support/a-visit.ts'
import { fillStore } from '../support/a-whole-store.ts'
import { anAccount } from '../support/an-account.ts'
import { type Listed, routesOf } from '../support/routes-of.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'

const SEED = Number(process.env['FUZZ_SEED'] ?? Date.now() % 2 ** 31)
const RUNS = Number(process.env['FUZZ_RUNS'] ?? 600)
const FORM = 'application/x-www-form-urlencoded'
const INSIDE = /\n\s+at |node_modules|\/src\/\w|file:\/\/|\.ts:\d+|SQLITE|ENOENT/
const ENDLESS = { points: 1e9, windowS: 60 }

/** Names that forms of ours have. */
const FIELDS = [
  ...[
    'after',
    'again',
    'all',
    'area',
    'asOf',
    'at',
    'ballot',
    'calendar',
    'cancel',
    'check',
    'chose',
  ],
  ...[
    'code',
    'context',
    'count',
    'cursor',
    'days',
    'deployment',
    'deployments',
    'due',
    'email',
    'end',
  ],
  ...[
    'filter',
    'frameOrigins',
    'from',
    'grant',
    'id',
    'invitation',
    'kind',
    'limit',
    'line',
    'list',
  ],
  ...[
    'minSessions',
    'mode',
    'module',
    'modules',
    'name',
    'next',
    'page',
    'password',
    'period',
    'plan',
  ],
  ...['platform', 'preview', 'q', 'reason', 'receipt', 'revision', 'role', 'run', 'school', 'show'],
  ...[
    'skip',
    'slide',
    'stage',
    'state',
    'status',
    'step',
    'to',
    'topic',
    'heldOn',
    'trust',
    'present',
  ],
]

const KNOWN = [
  ...[aSchool().code, aSchool().id, anArea().id, aPeriod().id, aHeldSession().id, anAccount().id],
  ...[
    aRegistration().id,
    'B5',
    '1',
    '2026-11-23',
    'custom',
    'course',
    'th',
    'active',
    'on',
    'principal',
  ],
]

describe(`every route of the app, thrown at by people who may (FUZZ_SEED=${SEED})`, function () {
  this.timeout(120_000 + RUNS * 20) // hundreds of requests that do real work

  let app: TestApp
  let stranger: Stranger
  let routes: readonly Listed[]
  let people: readonly { readonly visit: Visit; readonly cookie: string }[]

  before(async () => {
    app = await startTestApp({ accountLimits: { api: ENDLESS, forms: ENDLESS } })
    await fillStore(app.deps.storage)
    await app.deps.lti.registry.reload()
    await app.deps.directory.reload()
    stranger = aStranger(app.url)
    routes = routesOf(createApp(app.deps))
    people = await enterAll()
  })
  after(async () => {
    stranger.leave()
    await app.stop()
  })

  async function enterAll() {
    const from = '2020-01-01' as Day
    const accountOf = async (role: 'administrator' | 'officer' | 'principal') => {
      const place = role === 'principal' ? { schoolId: aSchool().id } : {}
      const grant = { role, from, ...place }
      const email = `${role}@so.example`
      return (await app.deps.staff.service.add({ email, name: 'Người Thử', grant })).id
    }
    const returnUrl = 'https://lms.example/return'
    const choosing = {
      acceptTypes: ['ltiResourceLink'],
      acceptMultiple: true,
      acceptLineItem: true,
    }
    const task = { kind: 'deep-linking' as const, returnUrl, ...choosing, targets: ['iframe'] }
    const review = { kind: 'review' as const, learnerKey: 'learner-1' as LearnerKey }
    const kinds: readonly Partial<Visit>[] = [
      { role: 'staff', accountId: await accountOf('administrator') },
      { role: 'staff', accountId: await accountOf('officer') },
      { role: 'staff', accountId: await accountOf('principal') },
      { role: 'staff' },
      { role: 'staff', task },
      { role: 'staff', task: review },
      { role: 'learner' },
    ]
    const entered = kinds.map(async (kind, index) => {
      const token = String(index).padStart(43, 'v')
      const visit = aVisit({ ...kind, id: visitIdOf(token), expiresAt: new Date('2100-01-01') })
      await app.deps.storage.visits.add(visit)
      return { visit, cookie: `${app.deps.cookieShape.name('lachan-visit')}=${token}` }
    })
    return Promise.all(entered)
  }

  const value = fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...KNOWN) },
    fc.string({ unit: 'binary', maxLength: 30 }).map((text) => text.toWellFormed()),
    fc.constantFrom('', '0', '-1', '1e999', '9'.repeat(30), '__proto__', '\0', 'x'.repeat(2000)),
    fc.constantFrom(
      '2026-02-30',
      '0001-01-01',
      '9999-12-31',
      '{{x}}',
      '$t(errors)',
      '\u202e',
      '😀',
    ),
    fc.constantFrom('https://lms.example', 'javascript:1', 'http://[::1', "' OR 1=1 --"),
  )
  const fields = fc.array(fc.tuple(fc.constantFrom(...FIELDS), value), { maxLength: 8 })

  it('fields that nobody thought of, in forms that are proven', async () => {
    const attempt = fc.record({
      route: fc.nat(),
      person: fc.nat(),
      parameters: fc.array(value, { minLength: 4, maxLength: 4 }),
      ...{ asked: fields, sent: fields },
    })
    const property = fc.asyncProperty(
      attempt,
      async ({ route, person, parameters, asked, sent }) => {
        const { method: listed, path } = routes[route % routes.length]!
        const method = listed === '*' ? 'GET' : listed
        // Whoever ends the own visit is out for the rest.
        if (/^\/(exit|sign-out)/.test(path)) return
        const { visit, cookie } = people[person % people.length]!
        let index = 0
        const filled = path.replace(/[:*]\w+/g, () => encodeURIComponent(parameters[index++ % 4]!))
        const query = new URLSearchParams(
          asked.map(([name, text]): [string, string] => [name, text]),
        )
        const form = new URLSearchParams(sent.map(([name, text]): [string, string] => [name, text]))
        form.set('_visit', formTokenOf(visit, app.deps.formMac))
        const heard = await stranger.send({
          ...{ method, path: `${filled}?${query.toString()}` },
          headers: { accept: 'text/html', cookie, 'content-type': FORM },
          ...(method === 'POST' && { body: form.toString() }),
        })
        const where = `${method} ${filled}?${query.toString()} ${form.toString()}`
        if (heard.status !== 503) expect(heard.status, where).to.be.within(200, 499)
        expect(heard.text, where).not.to.match(INSIDE)
        expect(heard.tookMs, where).to.be.lessThan(5000)
      },
    )
    await fc.assert(property, { seed: SEED, numRuns: RUNS })
    expect(app.logLines.filter((line) => line.includes('"level":50'))).to.deep.equal([])
  })
})
