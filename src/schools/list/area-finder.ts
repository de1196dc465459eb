import type { Day } from '../../runtime/index.ts'
import type { Area, AreaId } from '../area.ts'
import { AMBIGUOUS, type AreaIndex, createAreaIndex } from './area-index.ts'
import type { AreaIds, AreaNames } from './draft.ts'

/** The name that more than one area goes by. */
type Ambiguous = 'province' | 'commune' | 'district' | 'managedBy'

export type FoundAreas = { readonly ids: AreaIds } | { readonly ambiguous: Ambiguous }

/** Areas by the names that lists give them; names not known yet become new areas. */
export interface AreaFinder {
  find(names: AreaNames): FoundAreas
  made(): readonly Area[]
  adopted(): readonly Area[]
}

export function createAreaFinder(known: readonly Area[], asOf: Day): AreaFinder {
  const index = createAreaIndex(known, asOf)
  return {
    made: index.made,
    adopted: index.adopted,
    find(names) {
      const found = findAll(index, names)
      const doubtful = found.find(([, id]) => id === AMBIGUOUS)
      if (doubtful) return { ambiguous: doubtful[0] }
      const id = (name: Ambiguous) => found.find(([one]) => one === name)?.[1] as AreaId | undefined
      const [communeId, districtId, managedById] = [id('commune'), id('district'), id('managedBy')]
      return {
        ids: {
          ...(communeId && { communeId }),
          ...(districtId && { districtId }),
          ...(managedById && { managedById }),
        },
      }
    },
  }
}

type Found = readonly (readonly [Ambiguous, AreaId | typeof AMBIGUOUS])[]

function findAll(index: AreaIndex, names: AreaNames): Found {
  const province = names.province ? index.place('province', names.province) : index.only('province')
  const root = province === AMBIGUOUS ? undefined : province
  return [
    ...(province ? ([['province', province]] as const) : []),
    ...(names.commune
      ? ([['commune', index.place('commune', longName(names.commune), root)]] as const)
      : []),
    ...(names.district
      ? ([['district', index.place('district', names.district, root)]] as const)
      : []),
    ...(names.managedBy ? ([['managedBy', managerOf(index, names.managedBy, root)]] as const) : []),
  ]
}

const COMMITTEE =
  /^(?:ubnd|ủy ban nhân dân|uỷ ban nhân dân|phòng (?:vh-xh|văn h(?:óa|oá) ?[-–] ?xã hội))\s+/iu

/** `UBND xã Tân Lập` is that commune; whatever else directs schools is a department. */
function managerOf(index: AreaIndex, name: string, root: AreaId | undefined) {
  const ruled = name.replace(COMMITTEE, '')
  const isCommune = ruled !== name && /^(?:xã|x\.|phường|p\.)/i.test(ruled)
  return isCommune
    ? index.place('commune', longName(ruled), root)
    : index.place('department', name, root)
}

/** `x. Tân Lập`, `xã Tân Lập` → `Xã Tân Lập`. */
function longName(name: string): string {
  return name.replace(/^(?:x\.\s*|xã\s+)/i, 'Xã ').replace(/^(?:p\.\s*|phường\s+)/i, 'Phường ')
}
