// Makes a fresh clone ready: runs `npm ci` when node_modules is missing or older than the lock file; then goes on with
// `node scripts/node.mjs FILE [ARG...]`. No dependency and Node >= 20 only, because it runs before anything is installed.
// One command and not two with `&&`: a shell in between would not pass a signal on.
import { spawnSync } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)))
const lock = path.join(root, 'package-lock.json')
const installed = path.join(root, 'node_modules', '.package-lock.json')

function isUpToDate() {
  return existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs
}

if (!isUpToDate()) {
  process.stderr.write('Installing packages (npm ci) …\n')
  const npm = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
  })
  if (npm.status !== 0) {
    process.stderr.write('npm ci failed; see the lines above.\n')
    process.exit(1)
  }
}
await import('./node.mjs')
