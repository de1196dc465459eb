import { expect } from 'chai'
import { load } from 'cheerio'

import { createToken } from '../../src/runtime/index.ts'
import type { Role } from '../../src/staff/index.ts'
import { formTokenOf, visitIdOf } from '../../src/web/index.ts'
import { aClock } from '../support/a-clock.ts'
import { aPlannedPeriod } from '../support/a-period.ts'
import { anArea, aSchool } from '../support/a-school.ts'
import { aVisit } from '../support/a-visit.ts'
import { anOpenRun } from '../support/an-adult.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'

const SCHOOL = aSchool()
const POSTER = `/schools/${SCHOOL.code}/poster`

describe('a school’s sheets for parents', () => {
  let world: TestApp
  beforeEach(async () => {
    world = await startTestApp({ clock: aClock() })
    const { storage, directory } = world.deps
    await storage.areas.saveAll([anArea()])
    await storage.schools.saveAll([SCHOOL])
    await directory.reload()
  })
  afterEach(() => world.stop())

  /** Somebody with this role at the school. */
  async function enter(role: Role) {
    const { deps } = world
    const grant = { role, from: '2026-01-01', schoolId: SCHOOL.id } as never
    const account = await deps.staff.service.add({
      email: `${role}@truong.example`,
      name: 'Ai',
      grant,
    })
    const token = createToken()
    const expiresAt = new Date(deps.clock.now().getTime() + 3_600_000)
    const visit = aVisit({ id: visitIdOf(token), role: 'staff', accountId: account.id, expiresAt })
    await deps.storage.visits.add(visit)
    const headers = { cookie: `${deps.cookieShape.name('lachan-visit')}=${token}` }
    return {
      async open(path: string) {
        const answer = await fetch(`${world.url}${path}`, { headers, redirect: 'manual' })
        return { status: answer.status, $: load(await answer.text()) }
      },
      async press(path: string) {
        const body = new URLSearchParams({ _visit: formTokenOf(visit, deps.formMac) })
        const request = { method: 'POST', headers, body, redirect: 'manual' } as const
        return (await fetch(`${world.url}${path}`, request)).status
      },
    }
  }

  const addressesOn = ($: ReturnType<typeof load>) =>
    $('.poster .address')
      .toArray()
      .map((one) => $(one).text())

  it('invite to both modules, each with its code and its address in words', async () => {
    const { $ } = await (await enter('teacher')).open(POSTER)
    const addresses = addressesOn($)
    expect(addresses.map((one) => new URL(one).pathname)).to.deep.equal(['/open/P1', '/open/P2'])
    expect($('.poster img.qr')).to.have.length(2)
    expect($('.poster').text()).to.include('Kính mời quý phụ huynh')
    for (const address of addresses) {
      const cover = await fetch(address)
      expect(await cover.text()).to.include(SCHOOL.name)
    }
  })

  it('bear the same code for whoever prints them, until the principal changes it', async () => {
    const teacher = await enter('teacher')
    const principal = await enter('principal')
    const first = addressesOn((await teacher.open(POSTER)).$)
    const seen = await principal.open(POSTER)
    expect(addressesOn(seen.$)).to.deep.equal(first)
    expect(seen.$(`form[action="${POSTER}/renew"]`)).to.have.length(1)
    expect(await principal.press(`${POSTER}/renew`)).to.equal(303)
    expect(addressesOn((await teacher.open(POSTER)).$)).not.to.deep.equal(first)
    expect(await (await fetch(first[0]!)).text()).not.to.include(SCHOOL.name)
  })

  it('are changed by nobody but the principal', async () => {
    const teacher = await enter('teacher')
    expect((await teacher.open(POSTER)).$('form[action$="/renew"]')).to.have.length(0)
    expect(await teacher.press(`${POSTER}/renew`)).to.equal(403)
  })

  it('say how many runs there were in the period that is open', async () => {
    const { requirements, storage } = world.deps
    await requirements.service.add(aPlannedPeriod())
    await requirements.service.open(aPlannedPeriod().id)
    await storage.openRuns.record(anOpenRun({ schoolId: SCHOOL.id }))
    const { $ } = await (await enter('coordinator')).open(POSTER)
    expect($('main').text()).to.match(/: 1 lượt/)
    expect($('main').text()).to.match(/: 0 lượt/)
  })

  it('are found from the school’s page', async () => {
    const { $ } = await (await enter('teacher')).open(`/schools/${SCHOOL.code}`)
    expect($(`a[href="${POSTER}"]`)).to.have.length(1)
  })
})
