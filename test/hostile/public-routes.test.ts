import { expect } from 'chai'
import fc from 'fast-check'

import { createApp } from '../../src/app.ts'
import { launch, type LaunchBench, startLaunchBench } from '../support/a-launch.ts'
import { LTI } from '../support/a-sample.ts'
import { aStranger, type Heard, type Stranger, type Thrown } from '../support/a-stranger.ts'
import { routesOf } from '../support/routes-of.ts'

const SEED = Number(process.env['FUZZ_SEED'] ?? Date.now() % 2 ** 31)
const RUNS = Number(process.env['FUZZ_RUNS'] ?? 700)
const IN_TIME_MS = 3000
const VERBS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'HEAD', 'TRACE', 'PROPFIND']
const OFTEN = Array.from({ length: 6 }, () => ['GET', 'POST']).flat()
const FORM = 'application/x-www-form-urlencoded'

/** Where a stack or a path of the machine shows. */
const INSIDE = /\n\s+at |node_modules|\/src\/\w|file:\/\/|\.ts:\d+|SQLITE|ENOENT/

/** Names that our own forms and addresses use: what is unknown is only ignored. */
const NAMES = [
  ...['iss', 'client_id', 'login_hint', 'lti_message_hint', 'target_link_uri', 'lti_deployment_id'],
  ...[
    'state',
    'id_token',
    'error',
    'checked',
    'lti_storage_target',
    'invite',
    'openid_configuration',
  ],
  ...[
    'registration_token',
    '_visit',
    'from',
    'next',
    'email',
    'password',
    'period',
    'area',
    'cursor',
  ],
  ...['limit', 'page', 'q', 'search', 'stage', 'status', 'id', 'code', 'position', 'revision'],
]

describe(`every route of the app, thrown at by strangers (FUZZ_SEED=${SEED})`, function () {
  this.timeout(120_000 + RUNS * 10) // thousands of requests

  let bench: LaunchBench
  let stranger: Stranger
  let cookie = ''
  let paths: readonly string[] = []
  const unhandled: unknown[] = []
  const onUnhandled = (reason: unknown) => void unhandled.push(reason)

  before(async () => {
    bench = await startLaunchBench()
    stranger = aStranger(bench.app.url)
    const pupil = bench.newBrowser()
    await launch(bench, { browser: pupil, claims: { [`${LTI}/roles`]: ['Learner'] } })
    cookie = Array.from(pupil.cookies, ([name, value]) => `${name}=${value}`).join('; ')
    paths = [...new Set(routesOf(createApp(bench.app.deps)).map(({ path }) => path))]
    process.on('unhandledRejection', onUnhandled)
  })
  after(async () => {
    process.off('unhandledRejection', onUnhandled)
    stranger.leave()
    await bench.stop()
  })

  function expectCivil({ status, text, tookMs }: Heard, { method, path }: Thrown): void {
    const where = `${method} ${path}`
    if (status !== 503) expect(status, where).to.be.within(200, 499)
    expect(text, where).not.to.match(INSIDE)
    expect(tookMs, where).to.be.lessThan(IN_TIME_MS)
    expect(unhandled, where).to.deep.equal([])
  }

  it('lists more than the doors that are known by heart', () => {
    expect(paths).to.include.members(['/lti/login', '/lti/launch', '/sign-in', '/api/v1/coverage'])
    expect(paths.length).to.be.greaterThan(50)
  })

  const payloads: readonly Omit<Thrown, 'method' | 'path'>[] = [
    { headers: { 'content-type': FORM }, body: 'state=a b&id_token=x' },
    { headers: { 'content-type': 'application/json' }, body: '{"state":{}}' },
    { headers: { 'content-type': 'application/json' }, body: '{"state":' },
    { headers: { 'content-type': FORM }, body: 'state[$ne]=1&iss[$gt]=&__proto__[x]=1' },
  ]
  it('5.1, W1, W2, W3: what ends or feeds a stock ltijs, on every path and verb', async () => {
    for (const path of paths) {
      for (const method of VERBS) {
        for (const payload of payloads) {
          const thrown = { ...payload, method, path: path.replace(/:\w+/g, 'a%20b') }
          expectCivil(await stranger.send(thrown), thrown)
        }
      }
    }
    expect((await stranger.send({ method: 'GET', path: '/health/ready' })).status).to.equal(200)
    expect((await launch(bench)).status).to.equal(303)
  })

  const oddText = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.constantFrom(
      '',
      '0',
      '-1',
      '1e999',
      'NaN',
      'null',
      '__proto__',
      'constructor',
      '../../..',
      '%',
      '%00',
    ),
    fc.constantFrom(
      'a'.repeat(43),
      'a'.repeat(300),
      '😀'.repeat(50),
      '\u202e',
      '<script>',
      "' OR 1=1 --",
      '${x}',
    ),
    fc.constantFrom(
      '{{x}}',
      '$t(errors)',
      '2026-13-45',
      '2026-11-23',
      'https://127.0.0.1/',
      '//x',
      '[object Object]',
    ),
  )
  const pair = fc
    .tuple(
      fc.oneof(fc.constantFrom(...NAMES), oddText),
      fc.constantFrom('', '[]', '[$ne]', '.x'),
      oddText,
    )
    .map(
      ([name, suffix, value]) =>
        `${encodeURIComponent(name.toWellFormed())}${suffix}=${encodeURIComponent(value.toWellFormed())}`,
    )
  const query = fc.array(pair, { maxLength: 6 }).map((pairs) => pairs.join('&'))
  const rawText = fc
    .string({ unit: 'grapheme-ascii', maxLength: 60 })
    .map((text) => text.replace(/[\s#]/g, ''))
  const headerText = fc.string({ unit: 'grapheme-ascii', maxLength: 60 })
  const headers = fc.record(
    {
      accept: fc.oneof(
        headerText,
        fc.constantFrom('*/*', 'text/html', 'application/json', 'text/html;q=x'),
      ),
      'accept-language': headerText,
      'accept-encoding': fc.oneof(
        headerText,
        fc.constantFrom('gzip', 'br', 'identity;q=0', '*;q=0'),
      ),
      'content-type': fc.oneof(
        headerText,
        fc.constantFrom(
          FORM,
          `${FORM}; charset=utf-7`,
          'application/json',
          'multipart/form-data; boundary=x',
          'text/plain',
        ),
      ),
      'content-encoding': fc.constantFrom('gzip', 'br', 'deflate', 'x', 'identity'),
      authorization: fc.oneof(
        headerText,
        fc.constantFrom('Bearer', 'Bearer ', `Bearer ${'a'.repeat(43)}`, 'Basic Og=='),
      ),
      origin: fc.oneof(headerText, fc.constantFrom('null', 'https://evil.example')),
      referer: headerText,
      host: fc.constantFrom('evil.example', '', 'a:b:c', '[::1'),
      range: fc.constantFrom('bytes=0-', 'bytes=-1', 'bytes=9-1', 'bytes=a'),
      'if-none-match': headerText,
      'if-modified-since': headerText,
      'x-forwarded-for': headerText,
      'x-forwarded-proto': headerText,
      'x-http-method-override': fc.constantFrom('DELETE', 'x'),
      'sec-fetch-dest': headerText,
      expect: fc.constant('100-continue'),
    },
    { requiredKeys: [] },
  )
  const cookies = fc.oneof(
    fc.constant('pupil'),
    headerText,
    fc.constantFrom(
      '',
      '=',
      ';;;',
      'lachan-visit',
      'lachan-visit=',
      `lachan-visit=${'a'.repeat(43)}`,
      `lachan-browser=${'b'.repeat(43)}`,
      'lachan-visit=%E0%A4%A',
      `x=${'y'.repeat(4000)}`,
    ),
  )
  const body = fc.oneof(
    query,
    fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
    fc.json(),
    fc.constantFrom(
      '%',
      '&&&&',
      '=',
      'a'.repeat(200_000),
      Array.from({ length: 2000 }, (_, i) => `f${i}=1`).join('&'),
      '['.repeat(20_000),
    ),
  )

  it('bodies, queries, cookies and headers that nobody thought of', async () => {
    const path = fc.tuple(
      fc.constantFrom(...paths),
      fc.array(
        fc.oneof(
          rawText,
          oddText.map((text) => encodeURIComponent(text.toWellFormed())),
        ),
        { minLength: 3, maxLength: 3 },
      ),
    )
    const thrown = fc
      .record({
        where: path,
        method: fc.constantFrom(...VERBS, ...OFTEN),
        asked: query,
        given: headers,
        sent: cookies,
        said: fc.option(body),
      })
      .map(({ where: [pattern, parameters], asked, given, sent, said, method }): Thrown => {
        let index = 0
        const filled = pattern.replace(/[:*]\w+/g, () => parameters[index++ % 3] ?? 'x')
        return {
          method,
          path: asked === '' ? filled : `${filled}?${asked}`,
          headers: { ...given, cookie: sent === 'pupil' ? cookie : sent },
          ...(said !== null && method !== 'TRACE' && { body: said }),
        }
      })
    const property = fc.asyncProperty(thrown, async (one) => {
      expectCivil(await stranger.send(one), one)
    })
    await fc.assert(property, { seed: SEED, numRuns: RUNS, endOnFailure: true })
  })

  it('left the tool as it was: the next launch works, and nothing in the log is an error', async () => {
    expect((await launch(bench)).status).to.equal(303)
    const errors = bench.app.logLines.filter((line) => line.includes('"level":50'))
    expect(errors).to.deep.equal([])
  })
})
