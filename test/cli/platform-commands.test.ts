import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { expect } from 'chai'

import { runCli } from '../../src/cli/main.ts'
import { readConfig } from '../../src/config/index.ts'
import { openStorage } from '../../src/dependencies.ts'

const ADD = [
  ...['platform', 'add', '--name', 'Moodle Sở', '--issuer', 'https://lms.example'],
  ...['--client-id', 'abc', '--auth-url', 'https://lms.example/auth'],
  ...['--token-url', 'https://lms.example/token', '--jwks-url', 'https://lms.example/jwks'],
]

describe('lachan platform, lachan deployment', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'lachan-'))
  })
  afterEach(() => {
    rmSync(folder, { recursive: true })
  })

  async function lachan(...args: string[]) {
    const config = readConfig({
      DATABASE_URL: `sqlite:${folder}`,
      PUBLIC_URL: 'https://tool.example',
    })
    let out = ''
    let complaints = ''
    const code = await runCli(args, {
      config,
      openStorage: () => openStorage(config.storage),
      print: (text) => (out += text),
      complain: (text) => (complaints += text),
    })
    return { code, out, complaints, json: () => JSON.parse(out) as never }
  }

  it('adds a platform and prints the addresses to paste into the LMS', async () => {
    const { code, json } = await lachan(...ADD, '--deployment', '1', '--json')
    expect(code).to.equal(0)
    const { id, ...addresses } = json() as Record<string, string>
    expect(id).to.match(/^\w{12}$/)
    expect(addresses).to.deep.equal({
      loginUrl: 'https://tool.example/lti/login',
      launchUrl: 'https://tool.example/lti/launch',
      jwksUrl: 'https://tool.example/lti/jwks',
      deepLinkUrl: 'https://tool.example/lti/launch',
    })
  })

  describe('change', () => {
    let id: string
    beforeEach(async () => {
      const { json } = await lachan(...ADD, '--trust', 'custom', '--school', '72000412', '--json')
      ;({ id } = json())
    })

    async function changed(...options: string[]) {
      const { code, complaints } = await lachan('platform', 'change', id, ...options)
      const { json } = await lachan('platform', 'show', id, '--json')
      const { name, schoolCode, trust, frameOrigins } = json() as Record<string, unknown>
      return { code, complaints, now: { name, schoolCode, trust, frameOrigins } }
    }

    const before = { name: 'Moodle Sở', schoolCode: '72000412', trust: ['custom'] }

    it('takes what is named and leaves the rest', async () => {
      const origins = [
        '--frame-origins',
        'https://a.example',
        '--frame-origins',
        'https://b.example',
      ]
      const { code, now } = await changed('--name', 'Tên mới', ...origins)
      const frameOrigins = ['https://a.example', 'https://b.example']
      expect({ code, now }).to.deep.equal({
        code: 0,
        now: { ...before, name: 'Tên mới', frameOrigins },
      })
    })

    it('takes trust and school, and takes them away', async () => {
      const more = await changed('--trust', 'course', '--trust', 'custom', '--school', '72000413')
      expect(more.now).to.include({ schoolCode: '72000413' })
      expect(more.now.trust).to.deep.equal(['course', 'custom'])
      const less = await changed('--no-trust', '--no-school', '--no-frame-origins')
      expect(less.now).to.deep.equal({
        ...{ name: 'Moodle Sở', schoolCode: undefined },
        ...{ trust: [], frameOrigins: [] },
      })
    })

    it('changes nothing where nothing is named', async () => {
      expect((await changed()).now).to.deep.equal({ ...before, frameOrigins: [] })
    })

    for (const bad of ['https://*.example', 'https://a.example/path', 'javascript:x']) {
      it(`refuses to be framed by ${bad}`, async () => {
        const { code, complaints, now } = await changed('--frame-origins', bad)
        expect([code, now.frameOrigins]).to.deep.equal([1, []])
        expect(complaints).to.contain('frame-origin-refused')
      })
    }

    it('knows no other trust, and no registration that is not there', async () => {
      expect((await changed('--trust', 'teacher')).code).to.equal(2)
      const { code, complaints } = await lachan('platform', 'change', 'nobody', '--name', 'x')
      expect([code, complaints.includes('platform-not-found')]).to.deep.equal([1, true])
    })
  })

  it('refuses the client id and token address of another LMS, dot at the end or not', async () => {
    await lachan(...ADD)
    const again = ADD.map((word) =>
      word === 'https://lms.example' ? 'https://evil.example' : word,
    )
    const dotted = again.map((word) =>
      word === 'https://lms.example/token' ? 'https://lms.example./token' : word,
    )
    const keys = dotted.map((word) => word.replace('lms.example/jwks', 'evil.example/jwks'))
    for (const args of [again, keys]) {
      const { code, complaints } = await lachan(...args)
      expect([code, complaints.includes('platform-tokens-of-another')]).to.deep.equal([1, true])
    }
    const { json } = await lachan('platform', 'list', '--json')
    expect(json()).to.have.length(1)
  })

  it('lists it with its deployments, those named at once allowed', async () => {
    await lachan(...ADD, '--deployment', '1', '--deployment', '2', '--school', '72000412')
    const { json } = await lachan('platform', 'list', '--json')
    const [{ id, ...listed }] = json() as [Record<string, unknown>]
    expect(id).to.be.a('string')
    expect(listed).to.deep.equal({
      name: 'Moodle Sở',
      issuer: 'https://lms.example',
      clientId: 'abc',
      state: 'active',
      deployments: [
        { id: '1', state: 'allowed' },
        { id: '2', state: 'allowed' },
      ],
    })
  })

  it('lets no name that others gave order the terminal about, as lines and as JSON', async () => {
    const name = 'Moodle\u001b[2J\nid: x\u009b31m\u202e'
    await lachan(...ADD.with(ADD.indexOf('Moodle Sở'), name))
    const { json, out } = await lachan('platform', 'list', '--json')
    const [{ id, name: told }] = json() as [{ id: string; name: string }]
    expect(told).to.equal(name)
    const lines = (await lachan('platform', 'show', id)).out
    expect(lines).to.contain('name: Moodle\\u001b[2J\\u000aid: x\\u009b31m\\u202e\n')
    expect(out + lines).not.to.match(/(?!\n)[\p{Cc}\p{Bidi_Control}]/u)
  })

  it('lets nothing that others gave order the terminal about in a refusal', async () => {
    const { id } = (await lachan(...ADD, '--json')).json() as { id: string }
    const origin = 'https://x\u001b[2J\u009b31m\u202e'
    const { code, complaints } = await lachan('platform', 'change', id, '--frame-origins', origin)
    expect(code).to.equal(1)
    expect(complaints).to.contain('https://x\\u001b[2J\\u009b31m\\u202e')
    expect(complaints).not.to.match(/(?!\n)[\p{Cc}\p{Bidi_Control}]/u)
  })

  it('allows and blocks a deployment, disables and enables a platform', async () => {
    const added = await lachan(...ADD, '--json')
    const { id } = added.json() as { id: string }
    expect((await lachan('deployment', 'allow', id, '7')).code).to.equal(0)
    expect((await lachan('deployment', 'block', id, '8')).code).to.equal(0)
    expect((await lachan('platform', 'disable', id)).code).to.equal(0)
    const shown = (await lachan('platform', 'show', id, '--json')).json() as Record<string, unknown>
    expect(shown['state']).to.equal('disabled')
    expect(shown['deployments']).to.deep.equal([
      { id: '7', state: 'allowed' },
      { id: '8', state: 'blocked' },
    ])
    expect((await lachan('platform', 'enable', id)).code).to.equal(0)
    expect((await lachan('platform', 'list')).out).to.contain('\tactive\t')
  })

  it('switches counting of learners on and off, and knows no other answer', async () => {
    const { id } = (await lachan(...ADD, '--json')).json() as { id: string }
    const isOn = async () => {
      const shown = await lachan('platform', 'show', id, '--json')
      return (shown.json() as Record<string, unknown>)['countsMembers']
    }
    expect(await isOn()).to.equal(false)
    expect((await lachan('platform', 'count-members', id, 'on')).code).to.equal(0)
    expect(await isOn()).to.equal(true)
    expect((await lachan('platform', 'count-members', id, 'off')).code).to.equal(0)
    expect(await isOn()).to.equal(false)
    expect((await lachan('platform', 'count-members', id, 'maybe')).code).to.equal(2)
    expect((await lachan('platform', 'count-members', 'nobody', 'on')).code).to.equal(1)
  })

  it('keeps school and trust of a registration', async () => {
    const added = await lachan(
      ...ADD,
      '--school',
      '72000412',
      '--trust',
      'custom',
      '--trust',
      'course',
      '--json',
    )
    const { id } = added.json() as { id: string }
    const shown = (await lachan('platform', 'show', id, '--json')).json()
    expect(shown).to.include({ schoolCode: '72000412' })
    expect(shown).to.deep.include({ trust: ['custom', 'course'] })
  })

  it('refuses the same issuer and client twice, with one line that says so', async () => {
    await lachan(...ADD)
    const { code, complaints } = await lachan(...ADD)
    expect(code).to.equal(1)
    expect(complaints.trim().split('\n')).to.have.length(1)
    expect(complaints).to.contain('registration-exists')
  })

  it('refuses an unknown platform and an address that is none', async () => {
    const unknown = await lachan('deployment', 'allow', 'nobody', '1')
    expect(unknown.code).to.equal(1)
    expect(unknown.complaints).to.contain('platform-not-found')
    for (const address of ['file:///etc', 'https://lms.example/\u202e', 'https://lms.example/\n']) {
      const wrong = await lachan(...ADD.with(ADD.indexOf('https://lms.example/auth'), address))
      expect(wrong.code).to.equal(1)
      expect(wrong.complaints).to.contain('platform-address-refused')
    }
  })

  const usages: readonly (readonly string[])[] = [
    [],
    ['nonsense'],
    ['platform'],
    ['platform', 'add'],
    ['platform', 'list', '--what'],
    [...ADD, '--trust', 'everything'],
    ['platform', 'invite', '--days', '0'],
    ['platform', 'invite', '--trust', 'everything'],
    ['platform', 'approve'],
    ['deployment', 'allow', 'only-one'],
  ]
  for (const args of usages) {
    it(`exits 2 for wrong usage: ${args.slice(0, 3).join(' ') || '(nothing)'}`, async () => {
      const { code, complaints } = await lachan(...args)
      expect(code).to.equal(2)
      expect(complaints).not.to.equal('')
    })
  }

  it('explains every verb', async () => {
    for (const args of [
      ['platform', 'add'],
      ['platform', 'list'],
      ['platform', 'invite'],
      ['platform', 'approve'],
      ['deployment', 'allow'],
    ]) {
      const { code, out } = await lachan(...args, '--help')
      expect(code).to.equal(0)
      expect(out).to.contain('Usage:')
    }
  })
})
