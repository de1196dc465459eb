import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

export interface DemoPorts {
  readonly tool: number
  readonly lms: number
}

/** The demo in a process of its own, on data that end with it. */
export interface DemoProcess {
  readonly toolUrl: string
  readonly lmsUrl: string
  /** The link that is printed below a person, `Chị Hà` for instance. */
  linkOf(person: string): string
  stop(): void
}

/** @throws Error where the demo ends before it is ready */
export async function startDemoProcess(ports: DemoPorts): Promise<DemoProcess> {
  const data = mkdtempSync(path.join(tmpdir(), 'lachan-demo-'))
  const demo = spawn(process.execPath, ['scripts/demo.ts'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...process.env,
      DEMO_DATA: data,
      DEMO_TOOL_PORT: String(ports.tool),
      DEMO_LMS_PORT: String(ports.lms),
    },
  })
  const said = await untilReady(demo)
  return {
    toolUrl: `http://127.0.0.1:${ports.tool}`,
    lmsUrl: `http://127.0.0.1:${ports.lms}`,
    linkOf: (person) => linkBelow(said, person),
    stop() {
      demo.kill('SIGTERM')
      rmSync(data, { recursive: true, force: true })
    },
  }
}

function untilReady(demo: ChildProcess): Promise<string> {
  let said = ''
  return new Promise<string>((resolve, reject) => {
    demo.once('exit', () => {
      reject(new Error('the demo did not start'))
    })
    demo.stdout?.on('data', (chunk: Buffer) => {
      said += chunk.toString()
      if (said.includes('ready')) resolve(said)
    })
  })
}

function linkBelow(said: string, person: string): string {
  const lines = said.split('\n')
  const link = lines[lines.findIndex((line) => line.trim().startsWith(person)) + 1]?.trim()
  if (!link?.startsWith('http')) throw new Error(`the demo printed no link for ${person}`)
  return link
}
