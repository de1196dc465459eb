import { expect } from 'chai'

import type { Grant } from '../../src/staff/index.ts'
import { anArea } from '../support/a-school.ts'
import { A, B } from './a-bindings-world.ts'
import { AWAY, codeIn, courses, type Queue, rowsOf, startQueue } from './a-queue.ts'

const HERE = { areaId: anArea().id }

describe('who may give LMS courses their school', () => {
  let queue: Queue
  beforeEach(async () => {
    queue = await startQueue()
  })
  afterEach(() => queue.stop())

  it('an officer of one commune, to the schools of that commune', async () => {
    await queue.seed(...courses(2))
    const who = await queue.enterAs({ role: 'officer', ...HERE })
    const page = await queue.send(await queue.open('', who), ['1', '2'], { all: A.code, who })
    expect(page.status).to.equal(200)
    expect([await queue.schoolOf('1'), await queue.schoolOf('2')]).to.deep.equal([A.id, A.id])
  })

  it('not the officer of another commune, who then has changed none of the rows', async () => {
    await queue.seed(...courses(2))
    const who = await queue.enterAs({ role: 'officer', ...HERE })
    const codes = { '1': A.code, '2': AWAY.code }
    const page = await queue.send(await queue.open('', who), ['1', '2'], { codes, who })
    expect(page.status).to.equal(403)
    expect([await queue.schoolOf('1'), await queue.schoolOf('2')]).to.deep.equal([
      ...[undefined, undefined],
    ])
  })

  it('not whoever would take a course from a school of another commune', async () => {
    await queue.seed(...courses(1, { state: 'assigned', source: 'custom', schoolId: AWAY.id }))
    const who = await queue.enterAs({ role: 'officer', ...HERE })
    const page = await queue.open('?show=assigned', who)
    expect((await queue.send(page, ['1'], { codes: { '1': A.code }, who })).status).to.equal(403)
    expect(await queue.schoolOf('1')).to.equal(AWAY.id)
  })

  it('not an auditor, who sees the list without a form', async () => {
    await queue.seed(...courses(2, { claims: { custom: [A.code], course: [] } }))
    const auditor = await queue.enterAs({ role: 'auditor' })
    const page = await queue.open('', auditor)
    expect(rowsOf(page)).to.have.length(2)
    expect(page.$('main').text()).to.contain(A.code)
    expect(page.$('main').find('input, button, [name=_visit]').length).to.equal(0)
  })

  it('not an auditor who sends the form of an officer', async () => {
    await queue.seed(...courses(1))
    const auditor = await queue.enterAs({ role: 'auditor' })
    const token = (await queue.open('', auditor)).$('[name=_visit]').val()
    const page = await queue.send(await queue.open(), ['1'], { all: A.code, who: auditor })
    expect(token).to.equal(undefined)
    expect(page.status).to.equal(403)
    expect(await queue.schoolOf('1')).to.equal(undefined)
  })

  const shut: readonly Partial<Grant>[] = [
    { role: 'commune-official', ...HERE },
    { role: 'principal', schoolId: A.id },
    { role: 'coordinator', schoolId: B.id },
    { role: 'editor' },
  ]
  for (const grant of shut) {
    it(`not a ${grant.role}, who does not even see the list`, async () => {
      expect((await queue.open('', await queue.enterAs(grant))).status).to.equal(403)
    })
  }

  it('an administrator of the province, everywhere', async () => {
    await queue.seed(...courses(1))
    const who = await queue.enterAs({ role: 'administrator' })
    const page = await queue.open('', who)
    expect(codeIn(page, '1')).to.equal('')
    await queue.send(page, ['1'], { all: AWAY.code, who })
    expect(await queue.schoolOf('1')).to.equal(AWAY.id)
  })
})
