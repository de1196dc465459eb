import { isSameSecret, type Mac } from '../../runtime/index.ts'
import type { RunId } from './run.ts'

/** From the teacher's window to the teacher's phone: long enough to pick it up. */
export const PASS_LIFE_MS = 15 * 60 * 1000

/** `<end>.<proof>`: lets one more device of the teacher into this run. */
export function notesPassOf(id: RunId, now: Date, mac: Mac): string {
  const end = Math.floor((now.getTime() + PASS_LIFE_MS) / 1000).toString(36)
  return `${end}.${mac('run-notes', id, end)}`
}

export function isNotesPass(pass: string, { id, now, mac }: Checked): boolean {
  const [end = '', proof = '', ...more] = pass.split('.')
  const isOurs = more.length === 0 && isSameSecret(proof, mac('run-notes', id, end))
  return isOurs && Number.parseInt(end, 36) * 1000 > now.getTime()
}

interface Checked {
  readonly id: RunId
  readonly now: Date
  readonly mac: Mac
}
