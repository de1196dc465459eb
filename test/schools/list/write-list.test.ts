import * as xlsx from '@e965/xlsx'
import { expect } from 'chai'
import fc from 'fast-check'

import type { Day } from '../../../src/runtime/index.ts'
import {
  type Area,
  gradesOfStage,
  planImport,
  type School,
  SCHOOL_KINDS,
  stagesOfKind,
  toSchoolTable,
  writeTable,
} from '../../../src/schools/index.ts'
import { anArea, aSchool } from '../../support/a-school.ts'
import { listIn } from './files.ts'

const today = '2026-11-24' as Day
const province = anArea({ kind: 'province', name: 'Tỉnh Tây Ninh' })
const below = { parentId: province.id }
const commune = anArea(below)
const ward = anArea({ name: 'Phường Tân An', ...below })
const district = anArea({ kind: 'district', name: 'Huyện Tân Châu', ...below })
const department = anArea({ kind: 'department', name: 'Sở Y tế', ...below })
const areas: readonly Area[] = [province, commune, ward, district, department]

/** Text that a cell keeps: composed, one line, no spaces at its ends; dangerous beginnings wanted. */
const text = fc
  .tuple(
    fc.constantFrom('', '=', '+', '-', '@', "'", "'=", '=cmd|'),
    fc.stringMatching(/^[A-Za-zÀ-ỹ0-9][A-Za-zÀ-ỹ0-9 ",;&()]{0,30}$/),
  )
  .map(([start, rest]) => `${start}${rest}`.normalize('NFC').replaceAll(/\s+/g, ' ').trim())

const size = fc.integer({ min: 1, max: 2000 })

function schoolOf(code: string): fc.Arbitrary<School> {
  return fc.constantFrom(...SCHOOL_KINDS).chain((kind) => {
    const grades = stagesOfKind(kind).flatMap(gradesOfStage)
    const gradeSizes = fc.tuple(
      ...grades.map((grade) => size.map((enrolled) => ({ grade, enrolled }))),
    )
    const classes = fc.tuple(
      ...grades.map((grade) => size.map((enrolled) => ({ label: `${grade}A1`, grade, enrolled }))),
    )
    const optional = {
      ownership: fc.constantFrom('public', 'people-founded', 'private'),
      communeId: fc.constantFrom(commune.id, ward.id),
      districtId: fc.constant(district.id),
      managedById: fc.constantFrom(commune.id, department.id),
      address: text,
      contact: fc.record({ name: text, phone: text }, { noNullPrototype: true }),
      pupilCount: size,
      classCount: size,
    } as const
    return fc
      .record(
        {
          name: text,
          status: fc.constantFrom('active', 'paused', 'merged', 'dissolved'),
          gradeSizes,
          classes,
          ...optional,
        },
        { requiredKeys: ['name', 'status', 'gradeSizes', 'classes'], noNullPrototype: true },
      )
      .map((fields): School => {
        const { communeId: _default, ...plain } = aSchool({ code, kind })
        return { ...plain, ...fields }
      })
  })
}

const schools = fc
  .uniqueArray(fc.stringMatching(/^[0-9A-Za-z][0-9A-Za-z./-]{0,19}$/), {
    minLength: 1,
    maxLength: 6,
  })
  .chain((codes) => fc.tuple(...codes.map(schoolOf)))

describe('a written list', () => {
  for (const format of ['xlsx', 'csv'] as const) {
    it(`read again as .${format} changes nothing`, async function () {
      this.timeout(20_000) // a workbook is made and read for each of the random lists
      await fc.assert(
        fc.asyncProperty(schools, async (known) => {
          const list = listIn(await writeTable(toSchoolTable(known, areas), format))
          const plan = planImport(list, { schools: known, areas }, today)
          const { changes, refused, areasNew, areasPlaced } = plan
          expect({ changes, refused, areasNew, areasPlaced }).to.deep.equal({
            ...{ changes: [], refused: [], areasNew: [], areasPlaced: [] },
          })
          expect(plan.sameCount).to.equal(known.length)
        }),
        { numRuns: 40 },
      )
    })
  }

  it('brings every school into an empty store', async () => {
    const known = [aSchool({ managedById: department.id, ownership: 'public' })]
    const list = listIn(await writeTable(toSchoolTable(known, areas), 'xlsx'))
    const { changes } = planImport(list, { schools: [], areas: [] }, '2026-09-07' as Day)
    expect(changes.map(({ school }) => school)).to.deep.equal(known)
  })
})

describe('a written table', () => {
  const dangerous = ['=1+1', '+84 276', '-5', '@SUM(A1)', "'=1", '\t=1']
  const table = { name: 'Bảng', headers: ['a', 'b'], rows: dangerous.map((one) => [one, 7]) }

  it('has no text that a spreadsheet would run', async () => {
    const csv = new TextDecoder().decode(await writeTable(table, 'csv'))
    const sheet = firstSheet(await writeTable(table, 'xlsx'))
    for (const [index] of dangerous.entries()) {
      expect(sheet[`A${index + 2}`]).to.deep.include({ t: 's' })
      expect(String((sheet[`A${index + 2}`] as xlsx.CellObject).v)).to.match(/^'/)
    }
    expect(csv.split('\n').filter((line) => /^"?[=+\-@\t]/.test(line))).to.deep.equal([])
  })

  it('has numbers as numbers', async () => {
    expect(firstSheet(await writeTable(table, 'xlsx'))['B2']).to.deep.include({ t: 'n', v: 7 })
  })
})

function firstSheet(file: Uint8Array): xlsx.WorkSheet {
  const { SheetNames, Sheets } = xlsx.read(file, { type: 'array' })
  return Sheets[SheetNames[0]!]!
}
