import { expect } from 'chai'

import { aCommandLine, type CommandLine } from '../support/a-command-line.ts'

const ADD = [
  ...['periods', 'add', '--id', 'hk1', '--name', 'Học kỳ I'],
  ...['--from', '2026-09-07', '--to', '09/01/2027'],
]
const ADDED = {
  ...{ id: 'hk1', name: 'Học kỳ I', from: '2026-09-07', to: '2027-01-09', due: '2027-01-09' },
  ...{ state: 'planned', minSessions: 1, modules: [] },
}
const SCHOOLS = [
  'Mã trường;Tên trường;Cấp học;Xã/Phường;HS lớp 1',
  '72000412;Trường Tiểu học Nguyễn Trãi;TH;Xã Tân Lập;31',
]

describe('lachan periods', () => {
  let cli: CommandLine
  beforeEach(() => {
    cli = aCommandLine()
  })
  afterEach(() => {
    cli.remove()
  })

  const state = async () => {
    const { json } = await cli.run('periods', 'list', '--json')
    return (json() as readonly { readonly state: string }[]).map((period) => period.state)
  }

  async function withSchools(): Promise<void> {
    await cli.run('schools', 'import', cli.file('schools.csv', ...SCHOOLS))
    await cli.run(...ADD)
  }

  it('has none in a fresh store', async () => {
    const { exitCode, json } = await cli.run('periods', 'list', '--json')
    expect(exitCode).to.equal(0)
    expect(json()).to.deep.equal([])
  })

  it('plans a period, due on its last day, and prints it', async () => {
    const { exitCode, json } = await cli.run(...ADD, '--json')
    expect(exitCode).to.equal(0)
    expect(json()).to.deep.equal(ADDED)
  })

  it('takes a due day, a number of sessions and modules', async () => {
    const more = ['--due', '30/11/2026', '--min-sessions', '2', '--module', 'B5', '--module', 'D1']
    const { json } = await cli.run(...ADD, ...more, '--json')
    expect(json()).to.deep.equal({
      ...ADDED,
      ...{ due: '2026-11-30', minSessions: 2, modules: ['B5', 'D1'] },
    })
  })

  describe('modules', () => {
    const pick = (...options: readonly string[]) =>
      cli.run('periods', 'modules', 'hk1', '--json', ...options)

    it('picks others before the period opens, of those that there are', async () => {
      await cli.run(...ADD)
      const picked = await pick('--module', 'D1', '--module', 'B5')
      expect(picked.json()).to.deep.equal({ ...ADDED, modules: ['B5', 'D1'] })
      const unknown = await pick('--module', 'B99')
      expect(unknown.exitCode).to.equal(1)
      expect(unknown.problem).to.contain('period-module-unknown')
    })

    it('takes modules or none, and says what is wrong with both', async () => {
      expect((await pick()).exitCode).to.equal(2)
      expect((await pick('--none', '--module', 'B5')).exitCode).to.equal(2)
    })

    it('asks for a reason once the period is open', async () => {
      await withSchools()
      await cli.run('periods', 'open', 'hk1')
      const unsaid = await pick('--module', 'B5')
      expect(unsaid.exitCode).to.equal(1)
      expect(unsaid.problem).to.contain('reason-missing')
      const said = await pick('--module', 'B5', '--reason', 'Theo công văn mới')
      expect(said.json()).to.deep.equal({ ...ADDED, state: 'open', modules: ['B5'] })
    })
  })

  it('lists the latest first, for people too', async () => {
    await cli.run(...ADD)
    await cli.run(
      ...['periods', 'add', '--id', 'hk2', '--name', 'Học kỳ II'],
      ...['--from', '2027-01-11', '--to', '2027-05-29'],
    )
    const { json } = await cli.run('periods', 'list', '--json')
    expect((json() as readonly { id: string }[]).map(({ id }) => id)).to.deep.equal(['hk2', 'hk1'])
    const { text } = await cli.run('periods', 'list')
    expect(text.split('\n')[1]).to.equal(
      ['hk1', 'planned', 'Học kỳ I', '2026-09-07', '2027-01-09', '2027-01-09'].join('\t'),
    )
  })

  it('opens and closes it, once each', async () => {
    await withSchools()
    const opened = await cli.run('periods', 'open', 'hk1', '--json')
    expect([opened.exitCode, opened.json()]).to.deep.equal([0, { ...ADDED, state: 'open' }])
    const again = await cli.run('periods', 'open', 'hk1')
    expect(again.exitCode).to.equal(1)
    expect(again.problem).to.contain('period-not-planned')
    const closed = await cli.run('periods', 'close', 'hk1', '--json')
    expect([closed.exitCode, closed.json()]).to.deep.equal([0, { ...ADDED, state: 'closed' }])
    expect((await cli.run('periods', 'close', 'hk1')).problem).to.contain('period-not-open')
    expect(await state()).to.deep.equal(['closed'])
  })

  it('does not open without a school that owes anything', async () => {
    await cli.run(...ADD)
    const { exitCode, problem } = await cli.run('periods', 'open', 'hk1')
    expect(exitCode).to.equal(1)
    expect(problem).to.contain('period-without-schools')
    expect(await state()).to.deep.equal(['planned'])
  })

  it('does not close what is only planned', async () => {
    await withSchools()
    const { exitCode, problem } = await cli.run('periods', 'close', 'hk1')
    expect([exitCode, await state()]).to.deep.equal([1, ['planned']])
    expect(problem).to.contain('period-not-open')
  })

  const refusals: [string, readonly string[], string][] = [
    ['an id with a space', ADD.with(ADD.indexOf('hk1'), 'hk 1'), 'period-id-invalid'],
    ['a day that is none', ADD.with(ADD.indexOf('2026-09-07'), '2026-02-30'), 'period-day-invalid'],
    [
      'an end before the beginning',
      ADD.with(ADD.indexOf('09/01/2027'), '2026-09-01'),
      'period-ends-before-it-begins',
    ],
    ['no session at all', [...ADD, '--min-sessions', '0'], 'period-min-sessions-invalid'],
    ['an unknown programme', [...ADD, '--programme', 'qd-0'], 'programme-unknown'],
    ['an unknown calendar', [...ADD, '--calendar', '2026'], 'calendar-unknown'],
    ['opening an unknown period', ['periods', 'open', 'nope'], 'period-not-found'],
    ['closing an unknown period', ['periods', 'close', 'nope'], 'period-not-found'],
  ]
  for (const [what, args, code] of refusals) {
    it(`refuses ${what} with one line that says so`, async () => {
      const { exitCode, problem, text } = await cli.run(...args)
      expect(exitCode).to.equal(1)
      expect(problem).to.contain(code)
      expect(problem.trim().split('\n')).to.have.length(1)
      expect(text).to.equal('')
      expect(await state()).to.deep.equal([])
    })
  }

  it('refuses an id that is taken', async () => {
    await cli.run(...ADD)
    const { exitCode, problem } = await cli.run(...ADD)
    expect(exitCode).to.equal(1)
    expect(problem).to.contain('period-exists')
  })

  for (const args of [
    ['periods'],
    ['periods', 'add'],
    ['periods', 'add', '--id', 'hk1'],
    ['periods', 'open'],
    ['periods', 'close'],
    ['periods', 'list', '--what'],
  ]) {
    it(`exits 2 for wrong usage: ${args.join(' ')}`, async () => {
      const { exitCode, problem } = await cli.run(...args)
      expect(exitCode).to.equal(2)
      expect(problem).not.to.equal('')
    })
  }

  it('explains every verb', async () => {
    for (const verb of ['add', 'list', 'open', 'close']) {
      const { exitCode, text } = await cli.run('periods', verb, '--help')
      expect(exitCode).to.equal(0)
      expect(text).to.contain('Usage:')
    }
  })
})
