// Everything in one: a demo LMS, the tool on its embedded store, four people. Ctrl-C stops both.
import { rmSync } from 'node:fs'

import { type Config, readConfig } from '../src/config/index.ts'
import { openStorage } from '../src/dependencies.ts'
import { addressesOf, toRegistration } from '../src/lti/index.ts'
import { type RunningServer, start } from '../src/server.ts'
import { type DemoLms, startDemoLms } from './demo-lms/index.ts'

const DATA_FOLDER = process.env['DEMO_DATA'] ?? 'data/demo'
const HOST = '127.0.0.1'
const CLIENT_ID = 'demo-client'
const DEPLOYMENT_ID = '1'

const PEOPLE = [
  { username: 'hs.an', who: 'Học sinh An, lớp 4A', activity: '1' },
  { username: 'hs.binh', who: 'Học sinh Bình, lớp 4A', activity: '1' },
  { username: 'gv.lan', who: 'Cô Lan, giáo viên', activity: undefined },
  { username: 'ql.hung', who: 'Thầy Hùng, quản lí', activity: undefined },
] as const

function demoConfig(): Config {
  if (process.env['NODE_ENV'] === 'production') throw new Error('the demo never runs in production')
  const port = process.env['DEMO_TOOL_PORT'] ?? '4000'
  return readConfig({
    PORT: port,
    HOST,
    PUBLIC_URL: `http://${HOST}:${port}`,
    DATABASE_URL: `sqlite:${DATA_FOLDER}`,
    LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'warn',
  })
}

/** Makes LMS and tool known to each other, once. */
async function introduce(config: Config, lms: DemoLms): Promise<void> {
  const { loginUrl, launchUrl, jwksUrl } = addressesOf(config.http.publicUrl)
  lms.registerTool({
    name: 'Lá Chắn (demo)',
    clientId: CLIENT_ID,
    deploymentId: DEPLOYMENT_ID,
    loginUrl,
    redirectUris: [launchUrl],
    jwksUrl,
    targetLinkUri: launchUrl,
  })
  const details = {
    name: 'LMS demo',
    issuer: lms.url,
    clientId: CLIENT_ID,
    ...lms.endpoints,
    deployments: [DEPLOYMENT_ID],
    trust: ['course'],
  } as const
  const storage = openStorage(config.storage)
  try {
    const known = await storage.lti.registrations.list()
    if (known.some(({ issuer }) => issuer === lms.url)) return
    await storage.lti.registrations.add(toRegistration(details, true))
  } finally {
    storage.close()
  }
}

function tell(lms: DemoLms, tool: RunningServer): void {
  console.log(`\nLá Chắn (demo)   công cụ  ${tool.url}\n                 LMS demo ${lms.url}\n`)
  for (const { username, who, activity } of PEOPLE) {
    console.log(`  ${who.padEnd(26)} ${lms.personLink(username, activity)}`)
  }
  console.log(`  ${'Sổ điểm của LMS'.padEnd(26)} ${lms.url}/gradebook`)
  console.log('\nCtrl-C để dừng.\n\nready')
}

async function run(): Promise<void> {
  if (process.argv.includes('--reset')) rmSync(DATA_FOLDER, { recursive: true, force: true })
  const config = demoConfig()
  const lms = await startDemoLms({ host: HOST, port: Number(process.env['DEMO_LMS_PORT'] ?? 4100) })
  try {
    await introduce(config, lms)
    const tool = await start(config)
    tell(lms, tool)
    await new Promise((resolve) => {
      for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, resolve)
    })
    await tool.stop()
  } finally {
    await lms.stop()
  }
}

try {
  await run()
} catch (error) {
  const { code, message } = error as NodeJS.ErrnoException
  const hint = 'another program uses the port; set DEMO_TOOL_PORT or DEMO_LMS_PORT'
  console.error(code === 'EADDRINUSE' ? hint : message)
  process.exitCode = 1
}
