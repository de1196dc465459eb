import type { HelpNear } from '../web/index.ts'
import { callOf } from './help-line.ts'
import type { Counsellor, Facility } from './help-record.ts'

/** Whom to turn to at one place. */
export interface HelpAtPlace {
  readonly counsellor?: Counsellor
  readonly facilities: readonly Facility[]
}

/** As pages show it. */
export function helpNearOf({ counsellor, facilities }: HelpAtPlace): HelpNear {
  return {
    ...(counsellor && { counsellor: counsellorView(counsellor) }),
    facilities: facilities.map(({ id, name, address, phone }) => ({
      ...{ id, name, address },
      call: callOf(phone),
    })),
  }
}

function counsellorView({ name, about, phone }: Counsellor) {
  return { name, about, ...(phone !== undefined && { call: callOf(phone) }) }
}
