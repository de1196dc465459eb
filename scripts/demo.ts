// Everything in one: a demo LMS, the tool on its embedded store, a province and its people. Ctrl-C stops it all.
import { rmSync } from 'node:fs'

import { type Config, readConfig } from '../src/config/index.ts'
import { createDependencies, openStorage } from '../src/dependencies.ts'
import { addressesOf, type Registration, toRegistration } from '../src/lti/index.ts'
import { type RunningServer, start } from '../src/server.ts'
import { signInPathOf } from '../src/staff/index.ts'
import { course, type DemoLms, findPerson, startDemoLms } from './demo-lms/index.ts'
import { createDemoClock, createProgressBar, DEMO_STAFF, seedDemo } from './demo-province/index.ts'

const DATA_FOLDER = process.env['DEMO_DATA'] ?? 'data/demo'
const HOST = '127.0.0.1'
const CLIENT_ID = 'demo-client'
const DEPLOYMENT_ID = '1'
const TEACHER = 'gv.lan'

interface Welcome {
  readonly who: string
  /** What waits for this person. */
  readonly work: string
}

const OF_THE_LMS: readonly (Welcome & { readonly username: string; readonly activity?: string })[] =
  [
    {
      username: 'hs.an',
      activity: '1',
      who: 'Học sinh An, lớp 4A',
      work: 'bài “Quà lạ, đường liên kết lạ” chưa làm',
    },
    {
      username: TEACHER,
      who: 'Cô Lan, giáo viên lớp 4A',
      work: 'bài để trình chiếu; một buổi học bị trả lại, chờ cô sửa',
    },
  ]

const OF_THE_TOOL: readonly (Welcome & { readonly person: keyof typeof DEMO_STAFF })[] = [
  {
    person: 'principal',
    who: 'Cô Mai, hiệu trưởng',
    work: 'hai buổi học chờ xác nhận',
  },
  {
    person: 'officer',
    who: 'Anh Phúc, cán bộ Sở',
    work: 'kỳ đang chạy, trường quá hạn ở kỳ trước, khoá học chưa gán',
  },
  {
    person: 'commune',
    who: 'Anh Khoa, cán bộ phường',
    work: 'các trường của phường Tân Ninh',
  },
  {
    person: 'administrator',
    who: 'Chị Hà, quản trị',
    work: 'tài khoản, quyền, kết nối với hệ thống của trường',
  },
]

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
async function introduce(config: Config, lms: DemoLms): Promise<Registration> {
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
  const registration = toRegistration(details, true)
  const storage = await openStorage(config.storage)
  try {
    const known = await storage.lti.registrations.list()
    if (!known.some(({ id }) => id === registration.id)) {
      await storage.lti.registrations.add(registration)
    }
    return registration
  } finally {
    await storage.close()
  }
}

interface Link extends Welcome {
  readonly url: string
}

/** Fills the province once, and makes a link for each of its people that signs in once. */
async function prepareProvince(
  config: Config,
  registration: Registration,
): Promise<readonly Link[]> {
  const clock = createDemoClock()
  const deps = await createDependencies(config, { clock })
  try {
    await deps.lti.start()
    await deps.directory.reload()
    const teacherSub = findPerson(TEACHER)?.id ?? ''
    const lms = { registration, courseId: course.id, teacherSub }
    await seedDemo(deps, { clock, lms, progress: progressBars() })
    const links: Link[] = []
    for (const { person, ...welcome } of OF_THE_TOOL) {
      const account = await deps.staff.service.getByEmail(DEMO_STAFF[person].email)
      const path = signInPathOf(await deps.staff.service.createLink(account))
      links.push({ ...welcome, url: `${config.http.publicUrl}${path}` })
    }
    return links
  } finally {
    await deps.lti.close()
    await deps.storage.close()
  }
}

function progressBars() {
  const bar = (label: string) => createProgressBar(label.padEnd(9), process.stdout)
  return {
    schools: bar('Trường'),
    sessions: bar('Buổi học'),
    completions: bar('Bài học'),
    coverage: bar('Số liệu'),
  }
}

function tell(lms: DemoLms, tool: RunningServer, staff: readonly Link[]): void {
  const pupils = OF_THE_LMS.map(({ username, activity, ...welcome }) => ({
    ...welcome,
    url: lms.personLink(username, activity),
  }))
  const gradebook = {
    who: 'Sổ điểm của LMS',
    work: 'điểm mà bài học gửi về',
    url: `${lms.url}/gradebook`,
  }
  console.log(`\nLá Chắn (demo)   công cụ  ${tool.url}\n                 LMS demo ${lms.url}\n`)
  for (const { who, work, url } of [...pupils, ...staff, gradebook]) {
    console.log(`  ${who.padEnd(26)} ${work}\n    ${url}`)
  }
  console.log(
    '\nĐường dẫn đăng nhập dùng một lần, trong một giờ. Chạy lại demo để có đường dẫn mới.',
  )
  console.log('Ctrl-C để dừng.\n\nready')
}

async function run(): Promise<void> {
  const config = demoConfig()
  const lms = await startDemoLms({ host: HOST, port: Number(process.env['DEMO_LMS_PORT'] ?? 4100) })
  try {
    // Once the LMS has its port, no other demo of this machine is at work on these data.
    if (process.argv.includes('--reset')) rmSync(DATA_FOLDER, { recursive: true, force: true })
    const staff = await prepareProvince(config, await introduce(config, lms))
    const tool = await start(config)
    tell(lms, tool, staff)
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
