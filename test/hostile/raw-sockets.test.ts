import { connect } from 'node:net'

import { expect } from 'chai'
import fc from 'fast-check'

import { type LaunchBench, startLaunchBench } from '../support/a-launch.ts'

const SEED = Number(process.env['FUZZ_SEED'] ?? Date.now() % 2 ** 31)
const RUNS = Number(process.env['FUZZ_RUNS'] ?? 300)
const LISTEN_MS = 3000
const QUIET_MS = 50
const INSIDE = /\n\s+at |node_modules|\/src\/\w|\.ts:\d+/

const GET = 'GET /health/live HTTP/1.1\r\nHost: x\r\n'
const POST =
  'POST /lti/launch HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n'

const CASES: Readonly<Record<string, string>> = {
  'no HTTP at all': '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n',
  'an empty line and no more': '\r\n',
  'HTTP/0.9': 'GET /\r\n\r\n',
  'HTTP/9.9': 'GET / HTTP/9.9\r\nHost: x\r\n\r\n',
  'a verb of its own': 'BREW /lti/launch HTTP/1.1\r\nHost: x\r\n\r\n',
  'no host': 'GET /lti/login HTTP/1.1\r\n\r\n',
  'line feeds alone': 'GET /lti/login HTTP/1.1\nHost: x\n\n',
  'NUL in a header': 'GET /lti/login HTTP/1.1\r\nHost: x\r\nA: \0\r\n\r\n',
  'a header without a colon': 'GET /lti/login HTTP/1.1\r\nHost: x\r\nnonsense\r\n\r\n',
  'a header of 100 kB': `GET /lti/login HTTP/1.1\r\nHost: x\r\nA: ${'a'.repeat(100_000)}\r\n\r\n`,
  'an address of 100 kB': `GET /lti/login?iss=${'a'.repeat(100_000)} HTTP/1.1\r\nHost: x\r\n\r\n`,
  '3,000 headers': `${GET}${Array.from({ length: 3000 }, (_, i) => `A${i}: 1\r\n`).join('')}\r\n`,
  'bytes over 127 in the address': 'GET /lti/login?iss=\xff\xfe HTTP/1.1\r\nHost: x\r\n\r\n',
  'an absolute address': 'GET http://evil.example/lti/login HTTP/1.1\r\nHost: x\r\n\r\n',
  'an address of nobody': 'OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n',
  'an address with no slash': 'GET lti/login HTTP/1.1\r\nHost: x\r\n\r\n',
  CONNECT: 'CONNECT 127.0.0.1:22 HTTP/1.1\r\nHost: x\r\n\r\n',
  'an upgrade': `${GET}Connection: Upgrade\r\nUpgrade: websocket\r\n\r\n`,
  'HTTP/2 without asking': 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
  'a length that is no number': `${POST}Content-Length: x\r\n\r\n`,
  'a length below nothing': `${POST}Content-Length: -5\r\n\r\nstate`,
  'two lengths': `${POST}Content-Length: 5\r\nContent-Length: 6\r\n\r\nstate=`,
  'length and chunks': `${POST}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /`,
  'a length shorter than the body': `${POST}Content-Length: 2\r\n\r\nstate=a b`,
  'a length longer than the body': `${POST}Content-Length: 5000\r\n\r\nstate=a`,
  'chunks that are none': `${POST}Transfer-Encoding: chunked\r\n\r\nzz\r\nstate\r\n`,
  'a chunk of endless length': `${POST}Transfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\n`,
  'an encoding of its own': `${POST}Transfer-Encoding: x\r\n\r\nstate`,
  'gzip that is none': `${POST}Content-Encoding: gzip\r\nContent-Length: 5\r\n\r\nstate`,
  'half a request': 'POST /lti/launch HTTP/1.1\r\nHost: x\r\nContent-Le',
}

describe(`what comes over a bare socket (FUZZ_SEED=${SEED})`, function () {
  this.timeout(60_000 + RUNS * 100) // hundreds of connections

  let bench: LaunchBench
  before(async () => {
    bench = await startLaunchBench()
  })
  after(() => bench.stop())

  /** Sends bytes, listens until nothing more comes for a while, then hangs up and waits for the other side to. */
  function say(bytes: string, quietMs = QUIET_MS): Promise<string> {
    const { hostname, port } = new URL(bench.app.url)
    return new Promise((resolve, reject) => {
      const heard: Buffer[] = []
      const socket = connect({ host: hostname, port: Number(port), allowHalfOpen: true })
      const late = setTimeout(() => {
        socket.destroy(new Error('did not hang up'))
      }, LISTEN_MS)
      const quiet = setTimeout(() => socket.end(), quietMs)
      socket.on('data', (chunk: Buffer) => {
        heard.push(chunk)
        quiet.refresh()
      })
      socket.on('error', (error) => {
        // A reset is an answer as well.
        if (error.message === 'did not hang up') reject(error)
      })
      socket.on('end', () => socket.end())
      socket.on('close', () => {
        clearTimeout(late)
        clearTimeout(quiet)
        resolve(Buffer.concat(heard).toString('latin1'))
      })
      socket.write(Buffer.from(bytes, 'latin1'))
    })
  }

  const statusesOf = (answers: string) =>
    [...answers.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, status]) => Number(status))

  async function expectCivil(bytes: string): Promise<void> {
    const heard = await say(bytes)
    expect(heard).not.to.match(INSIDE)
    for (const status of statusesOf(heard)) expect(status).to.be.within(100, 505).and.not.equal(500)
    expect((await fetch(`${bench.app.url}/health/live`)).status).to.equal(200)
  }

  for (const [what, bytes] of Object.entries(CASES)) {
    it(`${what}: refused or closed, and others are served`, () => expectCivil(bytes))
  }

  it('fifty requests at once on one line: fifty answers in their order', async () => {
    const paths = Array.from({ length: 50 }, (_, i) => (i % 2 ? '/health/live' : '/lti/launch'))
    const heard = await say(
      paths.map((path) => `GET ${path} HTTP/1.1\r\nHost: x\r\n\r\n`).join(''),
      500,
    )
    expect(statusesOf(heard)).to.deep.equal(
      paths.map((path) => (path === '/health/live' ? 200 : 400)),
    )
  })

  it('a request hidden in the body of another is no request', async () => {
    const hidden = 'GET /lti/jwks HTTP/1.1\r\nHost: x\r\n\r\n'
    const heard = await say(`${POST}Content-Length: ${hidden.length}\r\n\r\n${hidden}`)
    expect(statusesOf(heard)).to.deep.equal([400])
  })

  it('bytes that nobody thought of', async () => {
    const chunk = fc.oneof(
      fc.constantFrom(
        GET,
        POST,
        '\r\n',
        '\r\n\r\n',
        'Content-Length: 9\r\n',
        'Transfer-Encoding: chunked\r\n',
      ),
      fc.constantFrom(
        '0\r\n\r\n',
        '5\r\nstate\r\n',
        'Cookie: lachan-visit=x\r\n',
        'Expect: 100-continue\r\n',
        ':',
        '\0',
      ),
      fc.uint8Array({ maxLength: 30 }).map((bytes) => Buffer.from(bytes).toString('latin1')),
    )
    const property = fc.asyncProperty(fc.array(chunk, { maxLength: 8 }), (chunks) =>
      expectCivil(chunks.join('')),
    )
    await fc.assert(property, { seed: SEED, numRuns: RUNS, endOnFailure: true })
  })
})
