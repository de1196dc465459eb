import type { Area, AreaId } from '../area.ts'
import type { School } from '../school.ts'
import { writeClasses } from './class-list.ts'
import { type Column, COLUMNS } from './columns.ts'
import type { Table, TableCell } from './table-file.ts'
import { ownershipWords, statusWords, writeKind } from './vocabulary.ts'

/** All schools under the headers of our own lists; an import of it changes nothing. */
export function toSchoolTable(schools: readonly School[], areas: readonly Area[]): Table {
  const areaById = new Map(areas.map((area) => [area.id, area]))
  const find = (id: AreaId | undefined) => (id ? areaById.get(id) : undefined)
  const inOrder = schools.toSorted((left, right) => (left.code < right.code ? -1 : 1))
  return {
    name: 'Danh sách trường',
    headers: COLUMNS.map(({ title }) => title),
    rows: inOrder.map((school) => {
      const cells = { ...cellsOf(school), ...areaCells(school, find) }
      return COLUMNS.map(({ column }) => cells[column])
    }),
  }
}

type Cells = Partial<Record<Column, TableCell>>

function cellsOf(school: School): Cells {
  const { code, name, address, ownership, classCount, pupilCount, classes, contact = {} } = school
  return {
    ...Object.fromEntries(school.gradeSizes.map((size) => [`grade${size.grade}`, size.enrolled])),
    code,
    name,
    address,
    classCount,
    pupilCount,
    kind: writeKind(school),
    ownership: ownership && ownershipWords.write(ownership),
    status: statusWords.write(school.status),
    classes: classes.length > 0 ? writeClasses(classes) : undefined,
    contactName: contact.name,
    contactPhone: contact.phone,
    contactEmail: contact.email,
  }
}

function areaCells(school: School, find: (id: AreaId | undefined) => Area | undefined): Cells {
  const [commune, manager] = [find(school.communeId), find(school.managedById)]
  const province = find((commune ?? manager)?.parentId)
  return {
    commune: commune?.name,
    district: find(school.districtId)?.name,
    province: province?.name,
    managedBy: manager && managerName(manager),
  }
}

/** Not the commune directs its schools but its committee. */
export function managerName({ kind, name }: Area): string {
  return kind === 'commune' ? `UBND ${name}` : name
}
