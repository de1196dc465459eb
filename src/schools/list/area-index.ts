import type { Day } from '../../runtime/index.ts'
import { type Area, type AreaId, areaIdOf, type AreaKind } from '../area.ts'
import { foldText, nameKey } from '../text-keys.ts'

/** More than one area goes by this name. */
export const AMBIGUOUS = 'ambiguous'

export interface AreaIndex {
  /** The area of this name; one that is not known yet is made. */
  place(kind: AreaKind, name: string, parentId?: AreaId): AreaId | typeof AMBIGUOUS
  only(kind: AreaKind): AreaId | undefined
  /** Made since the start. */
  made(): readonly Area[]
  /** Known before, without a place in the tree until now. */
  adopted(): readonly Area[]
}

export function createAreaIndex(known: readonly Area[], asOf: Day): AreaIndex {
  const byKey = new Map<string, readonly Area[]>()
  const made: Area[] = []
  const adopted = new Map<AreaId, Area>()
  const remember = (area: Area) => {
    const key = keyOf(area.kind, area.name)
    byKey.set(key, [...(byKey.get(key) ?? []), area])
  }
  known.forEach(remember)

  const make = (kind: AreaKind, name: string, parentId?: AreaId): AreaId => {
    const id = areaIdOf(kind, name)
    const area = { id, name, kind, ...(parentId && { parentId }), validFrom: asOf, revision: 1 }
    made.push(area)
    remember(area)
    return id
  }
  const adopt = (area: Area, parentId?: AreaId): AreaId => {
    if (parentId && !area.parentId && !made.includes(area)) {
      adopted.set(area.id, { ...area, parentId, revision: area.revision + 1 })
    }
    return area.id
  }
  return {
    place(kind, name, parentId) {
      const [found, ...more] = matches(byKey.get(keyOf(kind, name)) ?? [], name)
      if (more.length > 0) return AMBIGUOUS
      return found ? adopt(found, parentId) : make(kind, name, parentId)
    },
    only(kind) {
      const [one, ...more] = known.filter((area) => area.kind === kind)
      return more.length === 0 ? one?.id : undefined
    },
    made: () => made,
    adopted: () => [...adopted.values()],
  }
}

const TYPES: Readonly<Partial<Record<AreaKind, RegExp>>> = {
  commune: /^(?:xã|x\.|phường|p\.|thị trấn|tt\.)\s*/,
  district: /^(?:huyện|h\.|thị xã|tx\.|thành phố|tp\.|quận|q\.)\s*/,
  province: /^(?:tỉnh|thành phố|tp\.)\s*/,
}

/** Areas whose names differ in nothing but `Xã` or `Phường` share it. */
export function bareKey(kind: AreaKind, name: string): string {
  const type = TYPES[kind]
  return nameKey(type ? foldText(name).replace(type, '') : name)
}

function keyOf(kind: AreaKind, name: string): string {
  return `${kind} ${bareKey(kind, name)}`
}

/** The very name before a name that only lacks its type; two of those are in doubt. */
function matches(sameKey: readonly Area[], name: string): readonly Area[] {
  const exact = sameKey.filter((area) => nameKey(area.name) === nameKey(name))
  if (exact.length > 0) return exact
  const isBare = (kind: AreaKind, text: string) => nameKey(text) === bareKey(kind, text)
  return sameKey.filter(({ kind, name: other }) => isBare(kind, name) || isBare(kind, other))
}
