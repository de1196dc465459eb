import { expect } from 'chai'

import type { CoverageJson } from '../../src/api/index.ts'
import { schoolYearOf } from '../../src/learning/index.ts'
import { addDays, dayOf, startOf } from '../../src/runtime/index.ts'
import { schoolIdOf } from '../../src/schools/index.ts'
import { aCommandLine, type CommandLine } from '../support/a-command-line.ts'
import { aHeldSession } from '../support/a-province.ts'

const SCHOOLS = [
  'Mã trường;Tên trường;Cấp học;Xã/Phường;HS lớp 4;HS lớp 6',
  '72000412;Trường Tiểu học Nguyễn Trãi;TH;Xã Tân Lập;31;',
  '72000413;Trường TH và THCS Lê Lợi;TH&THCS;Phường Tân Ninh;20;30',
]
const MET = schoolIdOf('72000412')
const COMBINED = schoolIdOf('72000413')

// The command line has the clock of the machine.
const TODAY = dayOf(new Date())

describe('lachan coverage', () => {
  let cli: CommandLine
  beforeEach(async () => {
    cli = aCommandLine()
    await cli.run('schools', 'import', cli.file('schools.csv', ...SCHOOLS))
    await addPeriod('hk1')
    await cli.run('periods', 'open', 'hk1')
    await cli.meanwhile(async ({ sessions, coverageRows }) => {
      await sessions.add(aHeldSession({ schoolId: MET, heldOn: TODAY }))
      await coverageRows.touch(['hk1'], MET)
    })
  })
  afterEach(() => {
    cli.remove()
  })

  const addPeriod = (id: string) =>
    cli.run(
      ...['periods', 'add', '--id', id, '--name', 'Học kỳ I'],
      ...['--from', addDays(TODAY, -20), '--to', addDays(TODAY, 20)],
    )
  const shown = async (...options: readonly string[]) => {
    const { exitCode, json } = await cli.run(
      ...['coverage', 'show', '--period', 'hk1', '--json', ...options],
    )
    expect(exitCode).to.equal(0)
    return json() as CoverageJson
  }
  const row = (schoolId = MET) =>
    cli.meanwhile(({ coverageRows }) => coverageRows.find({ periodId: 'hk1', schoolId }))

  it('shows what the API shows, with all schools at once', async () => {
    const { asOf, schools, ...figures } = await shown()
    expect(Date.parse(asOf)).to.be.closeTo(Date.now(), 60_000)
    expect(figures).to.deep.equal({
      period: 'hk1',
      obligated: 2,
      met: 1,
      ratio: 0.5,
      byStage: {
        th: { obligated: 2, met: 1 },
        thcs: { obligated: 1, met: 0 },
        thpt: { obligated: 0, met: 0 },
        care: { obligated: 0, met: 0 },
      },
      reach: { enrolled: 81, present: 30, ratio: 30 / 81 },
      modules: { completions: 0, expected: 0, ratio: null },
      trained: { people: 0, schoolYear: schoolYearOf(startOf(addDays(TODAY, -20))) },
    })
    expect(schools).to.deep.equal([
      {
        ...{ code: '72000412', name: 'Trường Tiểu học Nguyễn Trãi', area: 'Xã Tân Lập' },
        completions: 0,
        trained: 0,
        stages: [
          {
            ...{ stage: 'th', status: 'met', sessions: 1, present: 30, enrolled: 31 },
            ...{ completions: 0, dueOn: addDays(TODAY, 20) },
          },
        ],
      },
      {
        ...{ code: '72000413', name: 'Trường TH và THCS Lê Lợi', area: 'Phường Tân Ninh' },
        completions: 0,
        trained: 0,
        stages: ['th', 'thcs'].map((stage, index) => ({
          ...{ stage, status: 'no-plan', sessions: 0, present: 0, enrolled: [20, 30][index] },
          ...{ completions: 0, dueOn: addDays(TODAY, 20) },
        })),
      },
    ])
  })

  it('shows one area, by its name', async () => {
    const { obligated, met, schools } = await shown('--area', 'Phường Tân Ninh')
    expect({ obligated, met }).to.deep.equal({ obligated: 1, met: 0 })
    expect(schools.map(({ code }) => code)).to.deep.equal(['72000413'])
  })

  it('prints lines for people', async () => {
    const { exitCode, text } = await cli.run('coverage', 'show', '--period', 'hk1')
    expect(exitCode).to.equal(0)
    expect(text.split('\n')).to.deep.equal([
      '1 / 2',
      ['72000412', 'th=met', 'Trường Tiểu học Nguyễn Trãi', 'Xã Tân Lập'].join('\t'),
      ['72000413', 'th=no-plan thcs=no-plan', 'Trường TH và THCS Lê Lợi', 'Phường Tân Ninh'].join(
        '\t',
      ),
      '',
    ])
  })

  it('computes every row of an open period anew, and finds the same', async () => {
    await shown()
    const before = await row()
    const { exitCode, json } = await cli.run('coverage', 'rebuild', '--period', 'hk1', '--json')
    expect([exitCode, json()]).to.deep.equal([0, { periods: ['hk1'], rows: 2 }])
    const after = await row()
    expect(after).to.deep.equal({ ...before, version: before!.version + 1 })
  })

  it('finds at a rebuild what nobody had told', async () => {
    await cli.meanwhile(async ({ sessions }) => {
      const audience = [
        { label: '4A', grade: 4, enrolled: 20, present: 20 },
        { label: '6A', grade: 6, enrolled: 30, present: 28 },
      ]
      const id = `${aHeldSession().id}-2` as never
      await sessions.add(aHeldSession({ id, schoolId: COMBINED, heldOn: TODAY, audience }))
    })
    expect((await shown()).met).to.equal(1)
    await cli.run('coverage', 'rebuild')
    expect((await shown()).met).to.equal(2)
  })

  it('rebuilds every open period, and no other, where none is named', async () => {
    await addPeriod('second')
    await cli.run('periods', 'open', 'second')
    await addPeriod('closed')
    await cli.run('periods', 'open', 'closed')
    await cli.run('periods', 'close', 'closed')
    await addPeriod('planned')
    const { json } = await cli.run('coverage', 'rebuild', '--json')
    const { periods, rows } = json() as { periods: string[]; rows: number }
    expect(periods.toSorted()).to.deep.equal(['hk1', 'second'])
    expect(rows).to.equal(4)
  })

  it('does not rebuild a frozen period, which can still be shown', async () => {
    await cli.run('periods', 'close', 'hk1')
    const before = await row()
    const { exitCode, problem } = await cli.run('coverage', 'rebuild', '--period', 'hk1')
    expect(exitCode).to.equal(1)
    expect(problem).to.contain('period-frozen')
    expect(await row()).to.deep.equal(before)
    expect((await shown()).met).to.equal(1)
  })

  const refusals: [string, readonly string[], string][] = [
    ['an unknown period', ['show', '--period', 'nope'], 'period-not-found'],
    ['an unknown area', ['show', '--period', 'hk1', '--area', 'nope'], 'area-unknown'],
    ['a rebuild of an unknown period', ['rebuild', '--period', 'nope'], 'period-not-found'],
  ]
  for (const [what, args, code] of refusals) {
    it(`refuses ${what}`, async () => {
      const { exitCode, problem, text } = await cli.run('coverage', ...args, '--json')
      expect([exitCode, text]).to.deep.equal([1, ''])
      expect(problem).to.contain(code)
    })
  }

  for (const args of [[], ['show'], ['show', '--what'], ['rebuild', 'hk1']]) {
    it(`exits 2 for wrong usage: coverage ${args.join(' ')}`, async () => {
      const { exitCode, problem } = await cli.run('coverage', ...args)
      expect(exitCode).to.equal(2)
      expect(problem).not.to.equal('')
    })
  }

  it('explains every verb', async () => {
    for (const verb of ['show', 'rebuild']) {
      const { exitCode, text } = await cli.run('coverage', verb, '--help')
      expect([exitCode, text.includes('Usage:')]).to.deep.equal([0, true])
    }
  })
})
