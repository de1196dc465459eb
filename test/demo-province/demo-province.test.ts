import { expect } from 'chai'

import {
  createDemoProvince,
  createProgressBar,
  DEMO_SCHOOL_CODE,
  seedSchools,
} from '../../scripts/demo-province/index.ts'
import type { Day } from '../../src/runtime/index.ts'
import {
  gradeOfClass,
  isObligated,
  planImport,
  schoolIdOf,
  type Stage,
  stageOfGrade,
  stagesOfKind,
  toSchoolTable,
  writeTable,
} from '../../src/schools/index.ts'
import { listIn } from '../schools/list/files.ts'
import { onEveryEngine } from '../support/engines.ts'

const today = '2026-11-24' as Day
const province = createDemoProvince({ seed: 830, today })
const { schools, areas } = province

describe('the demo province', () => {
  it('is the same for the same seed and another for another', () => {
    expect(createDemoProvince({ seed: 830, today })).to.deep.equal(province)
    expect(createDemoProvince({ seed: 831, today })).not.to.deep.equal(province)
  })

  it('has 1,022 schools with codes of their own in 82 communes and 14 wards', () => {
    expect(new Set(schools.map(({ code }) => code)).size).to.equal(1022)
    const communes = areas.filter(({ kind }) => kind === 'commune')
    expect(communes.filter(({ name }) => name.startsWith('Xã '))).to.have.length(82)
    expect(communes.filter(({ name }) => name.startsWith('Phường '))).to.have.length(14)
    expect(new Set(areas.map(({ id }) => id)).size).to.equal(areas.length)
    expect(new Set(schools.map(({ communeId }) => communeId)).size).to.equal(96)
  })

  it('has the sizes of domain §2.4', () => {
    const pupils = schools.flatMap(({ gradeSizes }) => gradeSizes.map(({ enrolled }) => enrolled))
    expect(pupils.reduce((sum, one) => sum + one, 0)).to.be.within(450_000, 490_000)
    expect(schools.flatMap(({ classes }) => classes).length).to.be.within(12_000, 14_000)
    expect(schools.filter(isObligated).length).to.be.within(680, 740)
    expect(schools.filter(({ kind }) => kind === 'CSBT')).to.have.length(12)
  })

  it('has codes of eight digits that begin with 72 or 80, but for care facilities', () => {
    for (const { code, kind } of schools) {
      expect(code).to.match(kind === 'CSBT' ? /^CSBT-\d{4}$/ : /^(?:72|80)\d{6}$/)
    }
  })

  it('teaches what its kinds teach, in classes that add up', () => {
    for (const { id, code, kind, stages, classes, gradeSizes } of schools) {
      expect([id, stages]).to.deep.equal([schoolIdOf(code), stagesOfKind(kind)])
      const taught = new Set<Stage | undefined>(gradeSizes.map(({ grade }) => stageOfGrade(grade)))
      expect([...taught].every((stage) => stage && stages.includes(stage))).to.equal(true)
      for (const { grade, enrolled } of gradeSizes) {
        const inGrade = classes.filter((one) => one.grade === grade)
        expect(inGrade.reduce((sum, one) => sum + one.enrolled, 0)).to.equal(enrolled)
      }
      expect(classes.every(({ label, grade }) => gradeOfClass(label) === grade)).to.equal(true)
      expect(new Set(classes.map(({ label }) => label)).size).to.equal(classes.length)
    }
  })

  it('has namesakes, but never two of one kind in one commune', () => {
    const names = schools.map(({ name }) => name)
    expect(new Set(names).size).to.be.lessThan(700)
    const inPlace = schools.map(({ name, communeId }) => `${name} ${communeId ?? ''}`)
    expect(new Set(inPlace).size).to.equal(inPlace.length)
  })

  it('has the school of the demo LMS, with its class 4A', () => {
    const school = schools.find(({ code }) => code === DEMO_SCHOOL_CODE)
    expect(school).to.deep.include({ name: 'Trường Tiểu học Nguyễn Trãi', kind: 'TH' })
    expect(school?.classes.map(({ label }) => label)).to.include('4A')
  })

  it('dates its sizes to the school year that has begun', () => {
    const asOf = (day: string) =>
      createDemoProvince({ seed: 1, today: day as Day }).schools[0]?.sizesAsOf
    expect(asOf('2026-11-24')).to.equal('2026-09-07')
    expect(asOf('2027-05-03')).to.equal('2026-09-07')
  })

  it('is a list that our own import takes as it is', async function () {
    this.timeout(10_000) // a workbook of 1,022 rows is written and read
    const list = listIn(await writeTable(toSchoolTable(schools, areas), 'xlsx'))
    const { read, sameCount, refused } = planImport(list, province, today)
    expect([read, sameCount, refused]).to.deep.equal([1022, 1022, []])
  })
})

onEveryEngine('the demo province', (opened) => {
  it('is written whole, tells its progress, and is not written twice', async () => {
    const { storage } = opened()
    const told: (readonly [number, number])[] = []
    await seedSchools(storage, province, (done, total) => told.push([done, total]))
    expect((await storage.schools.changesSince(0)).schools).to.have.deep.members(schools)
    expect(await storage.areas.list()).to.have.deep.members(areas)
    expect([told[0], told.at(-1)]).to.deep.equal([
      [0, 1022],
      [1022, 1022],
    ])
    const version = await storage.schools.version()
    await seedSchools(storage, province)
    expect(await storage.schools.version()).to.equal(version)
  })
})

describe('the progress bar', () => {
  function shown(isTTY: boolean): string {
    const written: string[] = []
    const bar = createProgressBar('Trường', { isTTY, write: (text) => written.push(text) })
    for (const done of [0, 50, 100]) bar(done, 100)
    return written.join('')
  }

  it('grows on one line of a terminal', () => {
    expect(shown(true).split('\r').at(-1)).to.equal(`Trường ${'▮'.repeat(30)} 100/100\n`)
    expect(shown(true)).to.contain(`${'▮'.repeat(15)}${'▯'.repeat(15)} 50/100`)
  })

  it('is one line where there is no terminal', () => {
    expect(shown(false)).to.equal('Trường 100/100\n')
  })
})
