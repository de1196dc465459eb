import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { expect } from 'chai'

import { runCli } from '../../src/cli/main.ts'
import { readConfig } from '../../src/config/index.ts'
import { openStorage } from '../../src/dependencies.ts'
import { aPlatformHealth, aSeenLaunch } from '../support/a-platform-health.ts'
import { aRegistration } from '../support/a-registration.ts'

interface Answer {
  readonly light: string
  readonly launches: number
  readonly lastLaunchAt: string | null
  readonly driftS: number | null
  readonly findings: readonly Readonly<Record<string, string>>[]
  readonly refusals: readonly Readonly<Record<string, unknown>>[]
}

describe('lachan platform check', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'lachan-'))
  })
  afterEach(() => {
    rmSync(folder, { recursive: true })
  })

  const config = () =>
    readConfig({ DATABASE_URL: `sqlite:${folder}`, PUBLIC_URL: 'https://tool.example' })

  async function stored(work: (storage: Awaited<ReturnType<typeof openStorage>>) => Promise<void>) {
    const storage = await openStorage(config().storage)
    await work(storage)
    await storage.close()
  }

  async function lachan(...args: string[]) {
    let out = ''
    let complaints = ''
    const code = await runCli(args, {
      config: config(),
      openStorage: () => openStorage(config().storage),
      print: (text) => (out += text),
      complain: (text) => (complaints += text),
    })
    return { code, out, complaints, json: () => JSON.parse(out) as Answer }
  }

  it('lists before the first launch what is still to come', async () => {
    await stored(({ lti }) => lti.registrations.add(aRegistration()))
    const answer = (await lachan('platform', 'check', 'registration-1', '--json')).json()
    expect(answer).to.include({ light: 'todo', launches: 0, lastLaunchAt: null, driftS: null })
    const launch = answer.findings.find(({ check }) => check === 'launch')
    expect(launch).to.include({ state: 'todo', found: 'never' })
    expect(launch?.['text']).to.match(/^Chưa có lượt mở nào/)
  })

  it('says what a server saw: launches, drift, refusals, names of claims', async () => {
    const at = new Date(Date.now() - 60_000)
    const lastLaunch = aSeenLaunch({ at, driftMs: -45_000, personalClaims: ['email'] })
    await stored(async ({ lti }) => {
      await lti.registrations.add(aRegistration())
      const refusals = { 'cookie-missing': { count: 3, lastAt: at } }
      await lti.platformHealth.save(aPlatformHealth({ lastLaunch, refusals }))
    })
    const answer = (await lachan('platform', 'check', 'registration-1', '--json')).json()
    expect(answer).to.include({ light: 'warn', driftS: -45, lastLaunchAt: at.toISOString() })
    expect(answer.refusals).to.deep.equal([
      { code: 'cookie-missing', count: 3, lastAt: at.toISOString() },
    ])
    const { out } = await lachan('platform', 'check', 'registration-1')
    expect(out).to.match(/^warn\tMoodle thử nghiệm\n/)
    expect(out).to.contain('chậm hơn 45 giây').and.to.contain('email')
  })

  it('refuses an unknown platform', async () => {
    const { code, complaints } = await lachan('platform', 'check', 'nobody')
    expect(code).to.equal(1)
    expect(complaints).to.contain('platform-not-found')
  })
})
