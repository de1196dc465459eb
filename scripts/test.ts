// `npm test`: every test that this machine can run. Under COVERAGE=1 it is measured as well (npm run check).
import { spawnSync } from 'node:child_process'
import path from 'node:path'

const modules = path.resolve('node_modules')
const mocha = [path.join(modules, 'mocha/bin/mocha.js'), ...process.argv.slice(2)]
const covered = process.env['COVERAGE'] === '1'
const command = covered ? [path.join(modules, 'c8/bin/c8.js'), process.execPath, ...mocha] : mocha

const { status } = spawnSync(process.execPath, command, { stdio: 'inherit' })
process.exitCode = status ?? 1
