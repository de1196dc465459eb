import * as xlsx from '@e965/xlsx'
import { expect } from 'chai'
import { load } from 'cheerio'

import type { ModuleId } from '../../src/catalogue/index.ts'
import type { OpenRunId } from '../../src/open/index.ts'
import type { Day } from '../../src/runtime/index.ts'
import { createToken } from '../../src/runtime/index.ts'
import type { Role } from '../../src/staff/index.ts'
import { visitIdOf } from '../../src/web/index.ts'
import { aClock } from '../support/a-clock.ts'
import { aPlannedPeriod } from '../support/a-period.ts'
import { anArea, aSchool } from '../support/a-school.ts'
import { aVisit } from '../support/a-visit.ts'
import { anOpenRun } from '../support/an-adult.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'

const SCHOOL = aSchool()
const PERIOD = aPlannedPeriod()
const PAGE = '/coverage/parents'

describe('runs of open modules in the province', () => {
  let world: TestApp
  beforeEach(async () => {
    world = await startTestApp({ clock: aClock() })
    const { storage, directory, requirements } = world.deps
    await storage.areas.saveAll([anArea()])
    await storage.schools.saveAll([SCHOOL])
    await directory.reload()
    await requirements.service.add(PERIOD)
    await requirements.service.open(PERIOD.id)
    const id = (name: string) => name as OpenRunId
    await storage.openRuns.record(anOpenRun({ id: id('1'), schoolId: SCHOOL.id }))
    await storage.openRuns.record(anOpenRun({ id: id('2') }))
    await storage.openRuns.record(anOpenRun({ id: id('3') }))
    await storage.openRuns.record(anOpenRun({ id: id('4'), moduleId: 'P2' as ModuleId }))
    await storage.openRuns.record(anOpenRun({ id: id('5'), day: '2026-08-01' as Day }))
  })
  afterEach(() => world.stop())

  async function headersOf(role: Role, place: object = {}) {
    const { deps } = world
    const grant = { role, from: '2026-01-01', ...place } as never
    const email = `${role}@so.example`
    const account = await deps.staff.service.add({ email, name: 'Ai', grant })
    const token = createToken()
    const expiresAt = new Date(deps.clock.now().getTime() + 3_600_000)
    const { origin: _none, ...visit } = aVisit({ role: 'staff', accountId: account.id, expiresAt })
    await deps.storage.visits.add({ ...visit, id: visitIdOf(token) })
    return { cookie: `${deps.cookieShape.name('lachan-visit')}=${token}`, accept: 'text/html' }
  }

  async function openAs(path: string, role: Role = 'officer', place: object = {}) {
    const headers = await headersOf(role, place)
    return fetch(`${world.url}${path}`, { headers, redirect: 'manual' })
  }

  it('are shown by module for the period, with a school’s sheet and without', async () => {
    const $ = load(await (await openAs(PAGE)).text())
    expect($('[data-figure=open-runs]').attr('data-value')).to.equal('4')
    const cells = $('tr[data-module]')
      .toArray()
      .map((row) =>
        $(row)
          .find('td.n')
          .toArray()
          .map((cell) => $(cell).text()),
      )
    expect(cells).to.deep.equal([
      ['1', '2', '3'],
      ['0', '1', '1'],
    ])
    expect($('main').text()).to.include(PERIOD.name).and.include('Đếm lượt, không đếm người')
  })

  it('are led to from the department’s page, and enter none of its figures', async () => {
    const $ = load(await (await openAs('/coverage')).text())
    expect($(`a[href="${PAGE}?period=${PERIOD.id}"]`)).to.have.length(1)
    const values = $('[data-figure]')
      .toArray()
      .map((one) => $(one).attr('data-value'))
    expect(values).to.not.include('4')
  })

  it('are a file too, with the same counts and what they are', async () => {
    const answer = await openAs(`${PAGE}.xlsx?period=${PERIOD.id}`)
    expect(answer.headers.get('content-disposition')).to.include('cha-me-')
    const { Sheets } = xlsx.read(Buffer.from(await answer.arrayBuffer()))
    const lines = xlsx.utils.sheet_to_json<unknown[]>(Sheets['Cha mẹ học bài']!, { header: 1 })
    expect(lines.at(-3)?.slice(2)).to.deep.equal([1, 2, 3])
    expect(lines.at(-1)?.slice(2)).to.deep.equal([1, 3, 4])
    expect(JSON.stringify(lines)).to.include('không đếm người')
  })

  it('are for whoever may read the whole province', async () => {
    const place = { areaId: anArea().id }
    expect((await openAs(PAGE, 'commune-official', place)).status).to.equal(403)
    expect((await openAs(PAGE, 'principal', { schoolId: SCHOOL.id })).status).to.equal(403)
    expect((await openAs(PAGE, 'auditor')).status).to.equal(200)
  })

  it('are of no period that is not there', async () => {
    expect((await openAs(`${PAGE}?period=none`)).status).to.equal(404)
  })
})
