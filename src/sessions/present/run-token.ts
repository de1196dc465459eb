import { isSameSecret, type Mac } from '../../runtime/index.ts'
import type { RunId } from './run.ts'

/** A school day; outlives the visit, since a projector may wait for its class. */
export const RUN_TOKEN_LIFE_MS = 12 * 60 * 60 * 1000

/** `<run>.<end>.<proof>`: opens this one run and nothing else. */
export function runTokenOf(id: RunId, now: Date, mac: Mac): string {
  const end = Math.floor((now.getTime() + RUN_TOKEN_LIFE_MS) / 1000).toString(36)
  return `${id}.${end}.${mac('run', id, end)}`
}

/** Undefined for a token that is not ours or is over. */
export function openRunToken(token: string, now: Date, mac: Mac): RunId | undefined {
  const [id = '', end = '', proof = '', ...more] = token.split('.')
  const isOurs = more.length === 0 && isSameSecret(proof, mac('run', id, end))
  return isOurs && Number.parseInt(end, 36) * 1000 > now.getTime() ? (id as RunId) : undefined
}

/** What every form of a run carries: only our own page of this very run could make it. */
export function runFormTokenOf(id: RunId, mac: Mac): string {
  return mac('run-form', id)
}
