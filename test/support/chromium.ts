import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'

import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
} from 'playwright-core'

const PATHS = [
  process.env['CHROMIUM_PATH'] ?? '',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

export const chromiumPath = PATHS.find((one) => one !== '' && existsSync(one))

const NAMES = 'MAP tool.test 127.0.0.1, MAP evil.test 127.0.0.1'
const BLOCKED = 2
const LIMIT_MS = 60_000

/** Third-party cookies blocked, as strict profiles and other browsers have it. */
export function launchChromium(): Promise<Browser> {
  return chromium.launch({
    ...(chromiumPath && { executablePath: chromiumPath }),
    args: ['--no-sandbox', '--test-third-party-cookie-phaseout', `--host-resolver-rules=${NAMES}`],
  })
}

interface Refused {
  /** Host whose cookies are refused. */
  readonly host: string
  /** Only below pages of this site; everywhere where it is left out. */
  readonly under?: string
}

/**
 * A profile whose content settings refuse all cookies of one host, partitioned ones too: as an administrator's policy,
 * a private window or another browser may have it.
 */
export async function openStrictProfile(
  { host, under = '*' }: Refused,
  options: BrowserContextOptions = {},
): Promise<BrowserContext> {
  const folder = await mkdtemp(path.join(tmpdir(), 'lachan-profile-'))
  const cookies = { [`[*.]${host},${under}`]: { setting: BLOCKED } }
  const preferences = { profile: { content_settings: { exceptions: { cookies } } } }
  await mkdir(path.join(folder, 'Default'))
  await writeFile(path.join(folder, 'Default', 'Preferences'), JSON.stringify(preferences))
  const context = await chromium.launchPersistentContext(folder, {
    ...(chromiumPath && { executablePath: chromiumPath }),
    args: ['--no-sandbox', `--host-resolver-rules=${NAMES}`],
    viewport: { width: 1366, height: 768 },
    ...options,
  })
  context.on('close', () => void rm(folder, { recursive: true, force: true }))
  return context
}

/**
 * A suite that needs the system's Chromium: left out by name where there is none, an error where REQUIRE_BROWSER says
 * that there must be one.
 */
export function describeInChromium(title: string, suite: () => void): void {
  if (chromiumPath ?? process.env['REQUIRE_BROWSER']) {
    describe(title, function () {
      // A real browser on a shared machine; a configuration that gives more (test/played/mocharc.json) keeps it.
      this.timeout(Math.max(this.timeout(), LIMIT_MS))
      suite()
    })
    return
  }
  describe(title, () => {
    it('needs Chromium, which is not on this machine (CHROMIUM_PATH or a system package)')
  })
}
