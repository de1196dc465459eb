// `npm run build`: src → dist, for `npm start`. Views and content are read where they lie, beside dist.
import { spawnSync } from 'node:child_process'
import { rmSync } from 'node:fs'

rmSync('dist', { recursive: true, force: true })
const tsc = ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json']
process.exitCode = spawnSync(process.execPath, tsc, { stdio: 'inherit' }).status ?? 1
