// Runs a file with Node >= 24, whatever Node (>= 20) is at hand: `node scripts/node.mjs FILE [ARG...]`.
// `--print-path` names the binary; `--watch FILE` restarts on change. No dependency, so that it works before `npm ci`.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { constants } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const NEEDED_MAJOR = 24
const PINNED_VERSION = '24.21.0'
const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)))
const runtimeFolder = path.join(root, '.cache', 'runtime')
const pinnedFolder = path.join(runtimeFolder, `node-${PINNED_VERSION}`)
const pinnedBinary = path.join(
  pinnedFolder,
  'node_modules',
  'node',
  'bin',
  process.platform === 'win32' ? 'node.exe' : 'node',
)

function installPinned() {
  process.stderr.write(`Node ${process.versions.node} is older than ${NEEDED_MAJOR}: `)
  process.stderr.write(`putting Node ${PINNED_VERSION} into .cache/runtime (once) …\n`)
  const staging = path.join(runtimeFolder, `staging-${process.pid}`)
  mkdirSync(staging, { recursive: true })
  writeFileSync(path.join(staging, 'package.json'), '{"private":true}\n')
  const npmArguments = ['install', `node@${PINNED_VERSION}`, '--no-audit', '--no-fund']
  // A developer's own `ignore-scripts` would leave the package without its binary.
  const npm = spawnSync('npm', [...npmArguments, '--ignore-scripts=false', '--loglevel=error'], {
    cwd: staging,
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
    env: withoutOuterNpm(process.env),
  })
  if (npm.status !== 0) {
    rmSync(staging, { recursive: true, force: true })
    throw new Error(`npm could not install node@${PINNED_VERSION}; is a package registry in reach?`)
  }
  // Two commands may start at once: whoever renames first wins, the other uses that.
  try {
    renameSync(staging, pinnedFolder)
  } catch {
    rmSync(staging, { recursive: true, force: true })
  }
}

/** npm hands its own settings to scripts by environment; `prefix` and friends would misplace the install. */
function withoutOuterNpm(environment) {
  return Object.fromEntries(
    Object.entries(environment).filter(
      ([name]) => !/^npm_(config_(local_)?prefix|package_|lifecycle_)/.test(name),
    ),
  )
}

function nodeBinary() {
  if (Number(process.versions.node.split('.')[0]) >= NEEDED_MAJOR) return process.execPath
  if (!existsSync(pinnedBinary)) installPinned()
  if (!existsSync(pinnedBinary)) throw new Error(`no Node binary at ${pinnedBinary}`)
  return pinnedBinary
}

function run(binary, fileAndArguments) {
  const child = spawn(binary, ['--disable-warning=ExperimentalWarning', ...fileAndArguments], {
    stdio: 'inherit',
    env: {
      ...process.env,
      PATH: `${path.dirname(binary)}${path.delimiter}${process.env.PATH ?? ''}`,
    },
  })
  // Ctrl-C reaches the child by the terminal's process group as well; a second one is harmless there.
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  const watch = process.env.npm_lifecycle_event && stopWithParent(child)
  child.on('exit', (code, signal) => {
    clearInterval(watch)
    process.exitCode = signal ? 128 + constants.signals[signal] : (code ?? 1)
  })
}

/** npm hands SIGTERM to the shell between us, which dies of it and tells nobody: then we have a new parent. */
function stopWithParent(child) {
  const parent = process.ppid
  return setInterval(() => {
    if (process.ppid !== parent) child.kill('SIGTERM')
  }, 500)
}

try {
  const binary = nodeBinary()
  const given = process.argv.slice(2)
  if (given[0] === '--print-path') process.stdout.write(`${binary}\n`)
  else if (given.length === 0) throw new Error('usage: node scripts/node.mjs FILE [ARG...]')
  else run(binary, given)
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
}
