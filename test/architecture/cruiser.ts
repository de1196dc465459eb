import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { cruise, type ICruiseOptions } from 'dependency-cruiser'
import readRules from 'dependency-cruiser/config-utl/extract-depcruise-config'

/** Every import of a tree that breaks a rule of the house, as `rule: from → to`. */
export async function brokenRules(root: string): Promise<readonly string[]> {
  const { options, ...ruleSet } = await readRules(path.resolve('.dependency-cruiser.mjs'))
  const how: ICruiseOptions = { ...options, ruleSet, validate: true, baseDir: root }
  const { output } = await cruise(['src', 'scripts'], how)
  if (typeof output === 'string') throw new Error(output)
  return output.summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`)
}

/** What one file of a tree imports. */
export type Imports = Readonly<Record<string, readonly string[]>>

const PACKAGES = ['express', 'mongoose', 'ltijs', 'jose', 'chai', 'accepts']

const MANIFEST = {
  name: 'a-house',
  dependencies: { express: '*', mongoose: '*', ltijs: '*', jose: '*' },
  devDependencies: { chai: '*' },
}

/** A small tree in which every import is allowed; `imports` replaces those of the files that it names. */
export const A_HOUSE: Imports = {
  'src/server.ts': ['./app.ts', './dependencies.ts'],
  'src/cli/main.ts': ['../dependencies.ts', '../lti/index.ts'],
  'src/app.ts': ['express', './dependencies.ts', './web/index.ts'],
  'src/dependencies.ts': [
    './storage/sqlite/index.ts',
    './storage/mongo/index.ts',
    './entry/index.ts',
    './learning/index.ts',
  ],
  'src/storage/sqlite/index.ts': ['node:sqlite', 'type ../../learning/index.ts'],
  'src/storage/mongo/index.ts': ['mongoose', '../../errors/index.ts'],
  'src/entry/index.ts': ['express', '../lti/index.ts', '../web/index.ts'],
  'src/learning/index.ts': ['./learning-service.ts', './learning-routes.ts'],
  'src/learning/learning-service.ts': ['../passback/index.ts', '../catalogue/index.ts'],
  'src/learning/learning-routes.ts': ['express', '../web/index.ts'],
  'src/passback/index.ts': ['../lti/index.ts'],
  'src/catalogue/index.ts': ['../errors/index.ts'],
  'src/web/index.ts': ['express', '../runtime/index.ts'],
  'src/lti/index.ts': ['ltijs/dist/service.js', 'jose', './launch.ts'],
  'src/lti/launch.ts': ['../errors/index.ts'],
  'src/errors/index.ts': [],
  'src/runtime/index.ts': ['node:crypto'],
  'scripts/demo-lms/index.ts': ['./lms.ts'],
  'scripts/demo-lms/lms.ts': ['jose'],
  'scripts/print.ts': ['../src/errors/index.ts'],
  'test/support/a-visit.ts': [],
}

/** Writes the house with other imports into a folder of its own and gives what it then breaks. */
export async function brokenRulesOfAHouseWith(imports: Imports): Promise<readonly string[]> {
  const root = await mkdtemp(path.join(tmpdir(), 'a-house-'))
  try {
    await write(root, 'package.json', JSON.stringify(MANIFEST))
    for (const name of PACKAGES) await writePackage(root, name)
    for (const [file, names] of Object.entries({ ...A_HOUSE, ...imports })) {
      await write(root, file, names.map(toStatement).join('\n'))
    }
    return await brokenRules(root)
  } finally {
    await rm(root, { recursive: true })
  }
}

async function writePackage(root: string, name: string): Promise<void> {
  const manifest = { name, version: '1.0.0', main: 'index.js' }
  await write(root, `node_modules/${name}/package.json`, JSON.stringify(manifest))
  await write(root, `node_modules/${name}/index.js`, '')
  await write(root, `node_modules/${name}/dist/service.js`, '')
}

async function write(root: string, file: string, text: string): Promise<void> {
  const target = path.join(root, file)
  await mkdir(path.dirname(target), { recursive: true })
  await writeFile(target, text)
}

function toStatement(name: string): string {
  const [last = '', kind] = name.split(' ').toReversed()
  return kind === 'type' ? `import type { Thing } from '${last}'` : `import '${last}'`
}
