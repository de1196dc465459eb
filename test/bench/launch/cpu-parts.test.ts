import type { Profiler } from 'node:inspector'

import { expect } from 'chai'

import { cpuPartsOf } from '../../../scripts/bench/launch/cpu-parts.ts'

type Frame = readonly [functionName: string, url: string]

/** One stack for each, root first; each sampled once for 10 µs. */
function aProfile(...stacks: readonly (readonly Frame[])[]): Profiler.Profile {
  const nodes: Profiler.ProfileNode[] = []
  const samples = stacks.map((stack) => {
    const ids = stack.map(([functionName, url]) => {
      const callFrame = { functionName, url, scriptId: '0', lineNumber: 0, columnNumber: 0 }
      nodes.push({ id: nodes.length + 1, callFrame, children: [] })
      return nodes.length
    })
    for (const [index, id] of ids.entries()) {
      const child = ids[index + 1]
      if (child !== undefined) nodes[id - 1]!.children!.push(child)
    }
    return ids.at(-1)!
  })
  return { nodes, samples, timeDeltas: samples.map(() => 10), startTime: 0, endTime: 1 }
}

const root: Frame = ['(root)', '']

describe('CPU by part', () => {
  it('counts what Node does for whoever called it', () => {
    const insert: readonly Frame[] = [
      root,
      ['handle', 'file:///x/node_modules/express/lib/application.js'],
      ['add', 'file:///x/src/storage/sqlite/visits.ts'],
      ['run', ''],
    ]
    const write: readonly Frame[] = [
      root,
      ['end', 'file:///x/node_modules/express/lib/response.js'],
      ['writeUtf8String', ''],
    ]
    const redirect: readonly Frame[] = [
      root,
      ['login', 'file:///x/src/lti/login-routes.ts'],
      ['end', 'node:_http_outgoing'],
      ['writeUtf8String', ''],
    ]
    const parts = cpuPartsOf(aProfile(insert, write, redirect))
    expect(parts).to.include({ store: 10, HTTP: 20, rules: 0 })
  })

  it('tells signatures, claims, templates and log lines apart', () => {
    const of = (url: string): readonly Frame[] => [root, ['work', `file:///x/${url}`]]
    const parts = cpuPartsOf(
      aProfile(
        of('node_modules/jose/dist/verify.js'),
        of('src/lti/launch-claims.ts'),
        of('node_modules/ejs/lib/ejs.js'),
        of('node_modules/pino/lib/proto.js'),
        of('src/lti/launch-routes.ts'),
      ),
    )
    const each = { crypto: 10, 'JSON and forms': 10, template: 10, log: 10, rules: 10 }
    expect(parts).to.include({ ...each, store: 0, HTTP: 0, memory: 0 })
  })

  it('leaves out waiting and the bench’s own questions', () => {
    const asked: readonly Frame[] = [
      root,
      ['answer', 'file:///x/scripts/bench/worker.ts'],
      ['post', ''],
    ]
    const parts = cpuPartsOf(aProfile([root, ['(idle)', '']], asked))
    expect(Object.values(parts).every((us) => us === 0)).to.equal(true)
  })
})
