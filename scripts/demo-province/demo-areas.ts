import type { Day } from '../../src/runtime/index.ts'
import { type Area, type AreaId, areaIdOf, type AreaKind } from '../../src/schools/index.ts'
import { FORMER_DISTRICTS } from './places.ts'

export interface DemoCommune {
  readonly area: Area
  /** Its name without `Xã` or `Phường`. */
  readonly place: string
  readonly isWard: boolean
  readonly districtId: AreaId
  readonly codePrefix: string
}

export interface DemoAreas {
  readonly all: readonly Area[]
  readonly communes: readonly DemoCommune[]
  readonly education: Area
  readonly health: Area
}

const REFORM = '2025-07-01' as Day
const BEFORE_REFORM = '2025-06-30' as Day
const LONG_AGO = '2009-01-01' as Day

export function demoAreas(): DemoAreas {
  const province = anArea('province', 'Tỉnh Tây Ninh')
  const below = { parentId: province.id }
  const education = { ...anArea('department', 'Sở GD&ĐT Tây Ninh'), ...below }
  const health = { ...anArea('department', 'Sở Y tế Tây Ninh'), ...below }
  const districts = FORMER_DISTRICTS.map((one) => ({
    ...one,
    area: {
      ...anArea('district', one.name),
      ...below,
      validFrom: LONG_AGO,
      validTo: BEFORE_REFORM,
    },
  }))
  const communes = districts.flatMap(({ area: { id: districtId }, codePrefix, ...places }) => {
    const commune = (type: string) => (place: string) => ({
      area: { ...anArea('commune', `${type} ${place}`), ...below },
      place,
      isWard: type === 'Phường',
      districtId,
      codePrefix,
    })
    return [...places.wards.map(commune('Phường')), ...places.communes.map(commune('Xã'))]
  })
  const areas = [...districts, ...communes].map(({ area }) => area)
  return { all: [province, education, health, ...areas], communes, education, health }
}

function anArea(kind: AreaKind, name: string): Area {
  return { id: areaIdOf(kind, name), name, kind, validFrom: REFORM, revision: 1 }
}
