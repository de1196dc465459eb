import { expect } from 'chai'

import { type Area, type AreaId, type School } from '../../src/schools/index.ts'
import type { SessionId } from '../../src/sessions/index.ts'
import { aPlannedPeriod } from '../support/a-period.ts'
import { aHeldSession, aProvince } from '../support/a-province.ts'
import { anArea, aSchool } from '../support/a-school.ts'
import { onEveryEngine } from '../support/engines.ts'
import { codeOf } from '../support/rejection.ts'

const PROVINCE = anArea({ kind: 'province', name: 'Tây Ninh' })
const DEPARTMENT = anArea({ kind: 'department', name: 'Sở GD&ĐT', parentId: PROVINCE.id })
const CLUSTER = anArea({ kind: 'cluster', name: 'Cụm 1', parentId: PROVINCE.id })
const HERE = anArea({ name: 'Xã Tân Lập', parentId: CLUSTER.id })
const THERE = anArea({ name: 'Phường Tân Ninh', parentId: PROVINCE.id })
const AREAS: readonly Area[] = [PROVINCE, DEPARTMENT, CLUSTER, HERE, THERE]

const { communeId: _none, ...PLACELESS } = aSchool({ code: '72000504' })
const SCHOOLS: readonly School[] = [
  aSchool({ code: '72000501', communeId: HERE.id, managedById: HERE.id }),
  aSchool({ code: '72000502', communeId: HERE.id, managedById: DEPARTMENT.id }),
  aSchool({ code: '72000503', communeId: THERE.id, managedById: DEPARTMENT.id }),
  PLACELESS,
]
const PERIOD = aPlannedPeriod()

onEveryEngine('figures of a part of the province', (opened) => {
  async function aProvinceOfFour() {
    const province = await aProvince(opened().storage, { schools: SCHOOLS, areas: AREAS })
    await province.requirements.add(PERIOD)
    await province.requirements.open(PERIOD.id)
    const [first] = SCHOOLS
    await province.hold(aHeldSession({ id: 'session-1' as SessionId, schoolId: first!.id }))
    return province
  }

  const parts: [string, AreaId | undefined, number, number][] = [
    ['everywhere', undefined, 4, 1],
    ['the province, which knows no place of one school', PROVINCE.id, 3, 1],
    ['a commune', HERE.id, 2, 1],
    ['another commune', THERE.id, 1, 0],
    ['what a department directs', DEPARTMENT.id, 2, 0],
    ['communes of a cluster', CLUSTER.id, 2, 1],
    ['an area that nobody lies in', anArea({ name: 'Xã Không Có' }).id, 0, 0],
  ]
  for (const [what, areaId, obligated, met] of parts) {
    it(`counts ${met} of ${obligated} schools: ${what}`, async () => {
      const { reader } = await aProvinceOfFour()
      const { figures } = await reader.figures({ period: PERIOD, areaId })
      expect(figures).to.include({ obligated, met })
    })
  }

  it('names the cells of an area, by which its schools are found', async () => {
    const { reader } = await aProvinceOfFour()
    const part = await reader.figures({ period: PERIOD, areaId: DEPARTMENT.id })
    const { rows } = await reader.listByCode({
      periodId: PERIOD.id,
      cells: part.cells!,
      limit: 10,
    })
    expect(rows.map(({ code }) => code)).to.deep.equal(['72000502', '72000503'])
    expect(await reader.figures({ period: PERIOD })).not.to.have.property('cells')
  })

  it('has each commune apart, and the schools of none', async () => {
    const { reader } = await aProvinceOfFour()
    const { communes } = await reader.figures({ period: PERIOD })
    const counts = communes.map(({ communeId, figures }) => [communeId, figures.obligated])
    expect(counts).to.have.deep.members([
      [HERE.id, 2],
      [THERE.id, 1],
      [undefined, 1],
    ])
  })

  it('counts nothing of a period that is only planned', async () => {
    const { reader, requirements } = await aProvinceOfFour()
    await requirements.add({ ...PERIOD, id: 'later' })
    const { figures } = await reader.figures({ period: { id: 'later' } })
    expect(figures).to.include({ obligated: 0, met: 0 })
  })

  it('knows the periods, the latest first, and no other', async () => {
    const { reader } = await aProvinceOfFour()
    expect((await reader.period(PERIOD.id)).state).to.equal('open')
    expect((await reader.listPeriods()).map(({ id }) => id)).to.deep.equal([PERIOD.id])
    expect(await codeOf(reader.period('nope'))).to.equal('period-not-found')
  })
})
