import { existsSync } from 'node:fs'

import { type Browser, chromium } from 'playwright-core'

const PATHS = [
  process.env['CHROMIUM_PATH'] ?? '',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

export const chromiumPath = PATHS.find((path) => path !== '' && existsSync(path))

const NAMES = 'MAP tool.test 127.0.0.1'

/** Third-party cookies blocked, as strict profiles and other browsers have it. */
export function launchChromium(): Promise<Browser> {
  return chromium.launch({
    ...(chromiumPath && { executablePath: chromiumPath }),
    args: ['--no-sandbox', '--test-third-party-cookie-phaseout', `--host-resolver-rules=${NAMES}`],
  })
}

/**
 * A suite that needs the system's Chromium: left out by name where there is none, an error where REQUIRE_BROWSER says
 * that there must be one.
 */
export function describeInChromium(title: string, suite: () => void): void {
  if (chromiumPath ?? process.env['REQUIRE_BROWSER']) {
    describe(title, function () {
      this.timeout(60_000) // a real browser on a shared machine
      suite()
    })
    return
  }
  describe(title, () => {
    it('needs Chromium, which is not on this machine (CHROMIUM_PATH or a system package)')
  })
}
