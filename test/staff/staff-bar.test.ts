import { expect } from 'chai'

import type { Day } from '../../src/runtime/index.ts'
import { type Grant, type Role, ROLES } from '../../src/staff/index.ts'
import { placeOf } from '../../src/staff/role.ts'
import { anArea, aSchool } from '../support/a-school.ts'
import { aWalker, type Walked, type Walker } from '../support/a-walker.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'

type Reach = 'province' | 'area' | 'school'

const PLACES: Readonly<Record<Reach, Pick<Grant, 'areaId' | 'schoolId'>>> = {
  province: {},
  area: { areaId: anArea().id },
  school: { schoolId: aSchool().id },
}

/** Where a grant of this role may be bounded. */
function reachesOf(role: Role): readonly Reach[] {
  const place = placeOf(role)
  return place === 'free' ? ['province', 'area', 'school'] : [place]
}

// One line a role and a reach: the whole bar, in its order.
const EXPECTED = `
teacher school              /coverage /sessions /modules
coordinator school          /coverage /sessions /modules
principal school            /coverage /sessions /modules
commune-official area       /coverage /sessions /modules
officer province            /coverage /sessions /modules /schools /bindings /platforms/scores /periods /contacts
officer area                /coverage /sessions /modules /bindings /platforms/scores /contacts
officer school              /coverage /sessions /modules /bindings /platforms/scores
administrator province      /coverage /sessions /modules /schools /bindings /platforms /platforms/scores /periods /contacts /staff
administrator area          /coverage /sessions /modules /bindings /platforms/scores /contacts
administrator school        /coverage /sessions /modules /bindings /platforms/scores
editor province             /modules /editing /contacts
editor area                 /modules /contacts
editor school               /modules
auditor province            /coverage /sessions /modules /bindings /platforms/scores
auditor area                /coverage /sessions /modules /bindings /platforms/scores
auditor school              /coverage /sessions /modules /bindings /platforms/scores
privacy-contact province    /modules
privacy-contact area        /modules
privacy-contact school      /modules
`

const expected = new Map(
  EXPECTED.trim()
    .split('\n')
    .map((line) => line.split(/\s{2,}/))
    .map(([who = '', urls = '']) => [who, urls.split(' ')]),
)

describe('the bar of whoever works here', () => {
  let world: TestApp
  before(async () => {
    world = await startTestApp()
    const { storage, directory } = world.deps
    await storage.areas.saveAll([anArea()])
    await storage.schools.saveAll([aSchool()])
    await directory.reload()
  })
  after(() => world.stop())

  async function enter(role: Role, reach: Reach): Promise<Walker> {
    const { service } = world.deps.staff
    const grant = { role, from: '2020-01-01' as Day, ...PLACES[reach] }
    const email = `${role}.${reach}@so.example`
    const account = await service.add({ email, name: 'Người Đi', grant })
    const walker = aWalker()
    const token = await service.createLink(account)
    await walker.press(await walker.open(`${world.url}/sign-in/link/${token}`), 'form')
    return walker
  }

  const entriesOf = ({ $ }: Walked) =>
    $('nav.work a')
      .toArray()
      .map((link) => $(link).attr('href') ?? '')

  it('is written down for every role and reach', () => {
    const all = ROLES.flatMap((role) => reachesOf(role).map((reach) => `${role} ${reach}`))
    expect([...expected.keys()]).to.deep.equal(all)
  })

  for (const role of ROLES) {
    for (const reach of reachesOf(role)) {
      it(`of a ${role} for one ${reach} has entries that open, and no others`, async () => {
        const walker = await enter(role, reach)
        const entries = entriesOf(await walker.open(`${world.url}/staff/me`))
        expect(entries).to.deep.equal(expected.get(`${role} ${reach}`))
        for (const entry of entries) {
          expect((await walker.open(world.url + entry)).status, entry).to.equal(200)
        }
      })
    }
  }
})
