import { expect } from 'chai'

import { type Area, createSchoolDirectory } from '../../src/schools/index.ts'
import { aLogger } from '../support/a-logger.ts'
import { anArea, aSchool } from '../support/a-school.ts'
import { onEveryEngine } from '../support/engines.ts'

const province = anArea({ kind: 'province', name: 'Tây Ninh' })
const health = anArea({ kind: 'department', name: 'Sở Y tế', parentId: province.id })
const commune = anArea({ parentId: province.id })
const elsewhere = anArea({ name: 'Xã Tân Hưng', parentId: province.id })

onEveryEngine('SchoolDirectory', (opened) => {
  const directory = () => {
    const { areas, schools } = opened().storage
    return createSchoolDirectory({ areas, schools, logger: aLogger().logger })
  }

  it('finds schools by id and code, areas by id', async () => {
    const { areas, schools } = opened().storage
    const school = aSchool()
    await areas.saveAll([commune])
    await schools.saveAll([school])
    const it = directory()
    await it.reload()
    expect(it.all()).to.deep.equal([school])
    expect(it.byId(school.id)).to.deep.equal(school)
    expect(it.byCode('72000412')).to.deep.equal(school)
    expect(it.byCode('72000413')).to.equal(undefined)
    expect(it.areaById(commune.id)).to.deep.equal(commune)
    expect(it.areas()).to.deep.equal([commune])
  })

  it('has in an area what stands there or is directed from there, sub-areas included', async () => {
    const { areas, schools } = opened().storage
    const care = aSchool({ code: 'CSBT-0001', kind: 'CSBT', managedById: health.id })
    const far = aSchool({ code: '72000413', communeId: elsewhere.id })
    await areas.saveAll([province, health, commune, elsewhere])
    await schools.saveAll([aSchool(), care, far])
    const it = directory()
    await it.reload()
    const codesIn = ({ id }: Area) => it.inArea(id).map(({ code }) => code)
    expect(codesIn(commune)).to.have.members(['72000412', 'CSBT-0001'])
    expect(codesIn(health)).to.have.members(['CSBT-0001'])
    expect(codesIn(province)).to.have.members(['72000412', 'CSBT-0001', '72000413'])
    expect(it.isInArea(far.id, province.id)).to.equal(true)
    expect(it.isInArea(far.id, commune.id)).to.equal(false)
    expect(it.pathOf(commune.id)).to.deep.equal([commune, province])
  })

  it('survives a tree that was edited into a circle', async () => {
    const { areas, schools } = opened().storage
    await areas.saveAll([{ ...province, parentId: commune.id }, commune])
    await schools.saveAll([aSchool()])
    const it = directory()
    await it.reload()
    expect(it.inArea(province.id)).to.have.length(1)
  })

  it('reads what another process changed, added and removed', async () => {
    const { storage, reopen } = opened()
    const other = reopen()
    const added = aSchool({ code: '72000413' })
    await storage.schools.saveAll([aSchool()])
    const it = directory()
    await it.reload()
    await other.schools.saveAll([added])
    await other.schools.removeAll([aSchool().id])
    await it.reload()
    expect(it.all()).to.deep.equal([added])
  })

  it('knows nothing where it was asked for what is not there', async () => {
    const it = directory()
    await it.reload()
    const [school, area] = [aSchool(), anArea()]
    expect([it.byId(school.id), it.areaById(area.id)]).to.deep.equal([undefined, undefined])
    expect([it.inArea(area.id), it.pathOf(area.id)]).to.deep.equal([[], []])
    expect(it.isInArea(school.id, area.id)).to.equal(false)
  })

  it('gives the same array until something changes', async () => {
    const { schools } = opened().storage
    await schools.saveAll([aSchool()])
    const it = directory()
    await it.reload()
    const before = it.all()
    await it.reload()
    expect(it.all()).to.equal(before)
  })
})
