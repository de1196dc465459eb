/**
 * Which folder may stand on which, highest rank first; an import goes to a lower line. This table is the only place
 * that knows the order: docs/decisions/0002-feature-folders-and-ranks.md says why. Folders that are not built yet have
 * their place already.
 */
const RANKS = [
  ['server.ts', 'cli/'],
  ['app.ts', 'dependencies.ts'],
  ['engine.ts'],
  ['storage/sqlite/', 'storage/mongo/'],
  ['api/', 'reports/', 'reminders/', 'entry/', 'open/', 'editing/'],
  ['coverage/', 'campaigns/', 'privacy/', 'handouts/', 'certificates/'],
  [
    ...['learning/', 'sessions/', 'requirements/', 'bindings/', 'staff/'],
    ...['catalogue/', 'passback/', 'schools/', 'platforms/', 'help/'],
  ],
  ['web/', 'audit/'],
  ['lti/'],
  ['errors/', 'runtime/', 'config/', 'emoji/'],
]

/** Neighbours of one rank that may know each other. */
const NEIGHBOURS = {
  'app.ts': ['dependencies.ts'],
  'learning/': ['catalogue/', 'passback/'],
  'sessions/': ['schools/', 'catalogue/'],
  'requirements/': ['schools/'],
  'bindings/': ['schools/'],
  'staff/': ['schools/'],
  'platforms/': ['schools/', 'passback/'],
  'help/': ['schools/', 'staff/'],
}

const SHIPPED = '^src/'
const ENTRIES = '^src/(server|cli/main)\\.ts$'
const EVERY_UNIT = RANKS.flat()

/** A unit is one folder of src or one file that lies in src itself. */
const inSrc = (units) => `^src/(${units.map((unit) => unit.replaceAll('.', '\\.')).join('|')})`

/** A package by its name, found or not. */
const packageNamed = (...names) => `(^|node_modules/)(${names.join('|')})(/|$)`

function mayImport(unit) {
  const rank = RANKS.findIndex((units) => units.includes(unit))
  return [unit, ...RANKS.slice(rank + 1).flat(), ...(NEIGHBOURS[unit] ?? [])]
}

const ranksPointDown = EVERY_UNIT.map((unit) => ({
  name: 'ranks-point-down',
  severity: 'error',
  from: { path: inSrc([unit]) },
  to: { path: inSrc(EVERY_UNIT), pathNot: inSrc(mayImport(unit)) },
}))

const staysIn = (name, folder, packages) => ({
  name,
  severity: 'error',
  from: { path: SHIPPED, pathNot: folder },
  to: { path: packageNamed(...packages) },
})

export default {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'features-meet-at-index',
      severity: 'error',
      from: { path: '^src/([^/]+)(/|$)' },
      to: {
        path: '^src/[^/]+/',
        pathNot: ['^src/$1/', '^src/[^/]+/index\\.ts$', '^src/storage/[^/]+/index\\.ts$'],
      },
    },
    ...ranksPointDown,
    {
      name: 'every-folder-has-a-rank',
      severity: 'error',
      from: {},
      to: { path: SHIPPED, pathNot: inSrc(EVERY_UNIT) },
    },
    {
      name: 'storage-knows-ports-as-types-only',
      severity: 'error',
      from: { path: '^src/storage/' },
      to: {
        path: SHIPPED,
        pathNot: ['^src/storage/', inSrc(['errors/', 'runtime/'])],
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'only-engine-picks-storage',
      severity: 'error',
      from: { path: SHIPPED, pathNot: '^src/((engine|dependencies)\\.ts$|storage/)' },
      to: { path: '^src/storage/' },
    },
    staysIn('mongoose-stays-in-storage', '^src/storage/mongo/', ['mongoose', 'mongodb']),
    staysIn('node-sqlite-stays-in-storage', '^src/storage/sqlite/', ['(node:)?sqlite']),
    staysIn('ltijs-stays-in-lti', '^src/lti/', ['ltijs']),
    staysIn('jose-stays-in-lti', '^src/lti/', ['jose']),
    staysIn('express-stays-at-the-edge', '^src/(app\\.ts$|web/|lti/|entry/|.*-routes\\.ts$)', [
      'express',
      'express-serve-static-core',
    ]),
    {
      name: 'src-never-imports-scripts-or-test',
      severity: 'error',
      from: { path: SHIPPED },
      to: { path: '^(scripts|test)/' },
    },
    {
      name: 'demo-lms-stands-alone',
      severity: 'error',
      from: { path: '^scripts/demo-lms/' },
      to: { path: ['^(src|test)/', '^scripts/(?!demo-lms/)'] },
    },
    {
      // An orphan is whatever neither the server nor the command line ever comes to.
      name: 'no-orphans',
      severity: 'error',
      from: { path: ENTRIES },
      to: { path: SHIPPED, pathNot: [ENTRIES, '\\.d\\.ts$'], reachable: false },
    },
    {
      name: 'no-dev-dependency-in-src',
      severity: 'error',
      from: { path: SHIPPED },
      to: { dependencyTypes: ['npm-dev', 'npm-optional', 'npm-no-pkg'] },
    },
  ],
  options: {
    // `import type` counts: who names a neighbour's types depends on it as well.
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|coverage|\\.cache)/' },
  },
}
