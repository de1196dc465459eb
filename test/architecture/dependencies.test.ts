import { expect } from 'chai'

import { A_HOUSE, brokenRules, brokenRulesOfAHouseWith, type Imports } from './cruiser.ts'

// dependency-cruiser loads the TypeScript compiler once.
const SLOW_START_MS = 20_000

/** Imports that a file of the sound house gets on top of its own. */
function also(file: string, ...names: readonly string[]): Imports {
  return { [file]: [...(A_HOUSE[file] ?? []), ...names] }
}

describe('imports of the product and its scripts', function () {
  this.timeout(SLOW_START_MS)

  it('break no rule of .dependency-cruiser.mjs', async () => {
    expect(await brokenRules(process.cwd())).to.deep.equal([])
  })
})

describe('.dependency-cruiser.mjs', function () {
  this.timeout(SLOW_START_MS)

  it('finds nothing in a sound house', async () => {
    expect(await brokenRulesOfAHouseWith({})).to.deep.equal([])
  })

  const cases: readonly {
    readonly rule: string
    readonly why: string
    readonly imports: Imports
  }[] = [
    {
      rule: 'no-cycles',
      why: 'two files that need each other',
      imports: { ...also('src/lti/launch.ts', './role.ts'), 'src/lti/role.ts': ['./launch.ts'] },
    },
    {
      rule: 'features-meet-at-index',
      why: 'a feature that reaches behind its neighbour’s index',
      imports: also('src/passback/index.ts', '../lti/launch.ts'),
    },
    {
      rule: 'features-meet-at-index',
      why: 'a file of src itself that does so',
      imports: also('src/app.ts', './learning/learning-routes.ts'),
    },
    {
      rule: 'ranks-point-down',
      why: 'a lower rank that knows a higher one',
      imports: also('src/learning/learning-service.ts', '../reports/index.ts'),
    },
    {
      rule: 'ranks-point-down',
      why: 'a neighbour that is not named as one',
      imports: { ...also('src/learning/learning-service.ts', '../sessions/index.ts') },
    },
    {
      rule: 'ranks-point-down',
      why: 'an upward import of types alone',
      imports: also('src/lti/launch.ts', 'type ../web/index.ts'),
    },
    {
      rule: 'ranks-point-down',
      why: 'one engine that leans on the other',
      imports: also('src/storage/mongo/index.ts', '../sqlite/index.ts'),
    },
    {
      rule: 'every-folder-has-a-rank',
      why: 'a folder that the table of ranks does not know',
      imports: { ...also('src/app.ts', './utils/index.ts'), 'src/utils/index.ts': [] },
    },
    {
      rule: 'storage-knows-ports-as-types-only',
      why: 'an engine that runs a feature’s rules',
      imports: also('src/storage/mongo/index.ts', '../../learning/index.ts'),
    },
    {
      rule: 'only-engine-picks-storage',
      why: 'a command that opens an engine itself',
      imports: also('src/cli/main.ts', '../storage/sqlite/index.ts'),
    },
    {
      rule: 'mongoose-stays-in-storage',
      why: 'mongoose in a feature',
      imports: also('src/learning/learning-service.ts', 'mongoose'),
    },
    {
      rule: 'node-sqlite-stays-in-storage',
      why: 'node:sqlite in the other engine',
      imports: also('src/storage/mongo/index.ts', 'node:sqlite'),
    },
    {
      rule: 'ltijs-stays-in-lti',
      why: 'ltijs outside lti',
      imports: also('src/passback/index.ts', 'ltijs/dist/service.js'),
    },
    {
      rule: 'jose-stays-in-lti',
      why: 'jose outside lti',
      imports: also('src/web/index.ts', 'jose'),
    },
    {
      rule: 'express-stays-at-the-edge',
      why: 'a service that knows express, if only its types',
      imports: also('src/learning/learning-service.ts', 'type express'),
    },
    {
      rule: 'src-never-imports-scripts-or-test',
      why: 'a script in the product',
      imports: also('src/app.ts', '../scripts/print.ts'),
    },
    {
      rule: 'src-never-imports-scripts-or-test',
      why: 'a test’s builder in the product',
      imports: also('src/app.ts', '../test/support/a-visit.ts'),
    },
    {
      rule: 'demo-lms-stands-alone',
      why: 'the witness that asks the accused',
      imports: also('scripts/demo-lms/lms.ts', '../../src/errors/index.ts'),
    },
    {
      rule: 'demo-lms-stands-alone',
      why: 'the witness that leans on another script',
      imports: { ...also('scripts/demo-lms/lms.ts', '../clock.ts'), 'scripts/clock.ts': [] },
    },
    {
      rule: 'no-orphans',
      why: 'a file that neither server nor command line reaches',
      imports: { 'src/lti/forgotten.ts': ['./launch.ts'] },
    },
    {
      rule: 'no-dev-dependency-in-src',
      why: 'a package for development',
      imports: also('src/runtime/index.ts', 'chai'),
    },
    {
      rule: 'no-dev-dependency-in-src',
      why: 'a package that is there only because another one needs it',
      imports: also('src/runtime/index.ts', 'accepts'),
    },
  ]
  for (const { rule, why, imports } of cases) {
    it(`${rule} refuses ${why}`, async () => {
      const files = { ...missingTargets(imports), ...imports }
      const broken = await brokenRulesOfAHouseWith(files)
      expect([...new Set(broken.map((line) => line.split(':')[0]))]).to.deep.equal([rule])
    })
  }
})

/** Features that the sound house has not built: empty, but there. */
function missingTargets(imports: Imports): Imports {
  const features = ['reports', 'sessions'].filter((name) => JSON.stringify(imports).includes(name))
  return Object.fromEntries(features.map((name) => [`src/${name}/index.ts`, []]))
}
