import { isSameSecret, type Mac } from '../../runtime/index.ts'
import type { RunId } from './run.ts'

/** `wall`: shows the run and records it. `notes`: reads its notes and counts hands. */
export type RunRight = 'wall' | 'notes'

/**
 * A school day for the wall, since a projector may wait for its class; two hours for a phone, the longest module with a
 * class that came late. Both outlive the visit.
 */
export const RUN_TOKEN_LIFE_MS: Readonly<Record<RunRight, number>> = {
  wall: 12 * 60 * 60 * 1000,
  notes: 2 * 60 * 60 * 1000,
}

const PURPOSE: Readonly<Record<RunRight, string>> = { wall: 'run', notes: 'run-phone' }

/** `<run>.<end>.<proof>`: opens this one run for this one right; the proof of one is none of the other. */
export function runTokenOf(right: RunRight, { id, now, mac }: Asked): string {
  const end = Math.floor((now.getTime() + RUN_TOKEN_LIFE_MS[right]) / 1000).toString(36)
  return `${id}.${end}.${mac(PURPOSE[right], id, end)}`
}

interface Asked {
  readonly id: RunId
  readonly now: Date
  readonly mac: Mac
}

/** Undefined for a token that is not ours, is over or gives another right. */
export function openRunToken(
  right: RunRight,
  { token, now, mac }: Omit<Asked, 'id'> & { readonly token: string },
): RunId | undefined {
  const [id = '', end = '', proof = '', ...more] = token.split('.')
  const isOurs = more.length === 0 && isSameSecret(proof, mac(PURPOSE[right], id, end))
  return isOurs && Number.parseInt(end, 36) * 1000 > now.getTime() ? (id as RunId) : undefined
}

/** What every form of a run carries: only our own page of this very run could make it. */
export function runFormTokenOf(id: RunId, mac: Mac): string {
  return mac('run-form', id)
}
