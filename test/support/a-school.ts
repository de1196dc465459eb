import type { Day } from '../../src/runtime/index.ts'
import {
  type Area,
  areaIdOf,
  type School,
  schoolIdOf,
  stagesOfKind,
} from '../../src/schools/index.ts'

/** The commune in which aSchool() stands. */
export function anArea(overrides: Partial<Area> = {}): Area {
  const kind = overrides.kind ?? 'commune'
  const name = overrides.name ?? 'Xã Tân Lập'
  return {
    id: areaIdOf(kind, name),
    name,
    kind,
    validFrom: '2025-07-01' as Day,
    revision: 1,
    ...overrides,
  }
}

/** A primary school of 60 pupils in two classes of lớp 4. */
export function aSchool(overrides: Partial<School> = {}): School {
  const code = overrides.code ?? '72000412'
  const kind = overrides.kind ?? 'TH'
  return {
    id: schoolIdOf(code),
    code,
    name: 'Trường Tiểu học Nguyễn Trãi',
    kind,
    stages: stagesOfKind(kind),
    identifiers: [],
    communeId: anArea().id,
    status: 'active',
    gradeSizes: [{ grade: 4, enrolled: 60 }],
    classes: [
      { label: '4A', grade: 4, enrolled: 31 },
      { label: '4B', grade: 4, enrolled: 29 },
    ],
    sizesAsOf: '2026-09-07' as Day,
    revision: 1,
    ...overrides,
  }
}
