import type { Module } from '../../catalogue/index.ts'
import type { Readers } from '../../web/index.ts'

/** Parents and teachers before a wall are not spoken to as pupils. */
export function readersOf({ audience }: Pick<Module, 'audience'>): Readers {
  return audience === 'parents' || audience === 'staff' ? 'adults' : 'children'
}
