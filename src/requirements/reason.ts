import { InvalidInputError } from '../errors/index.ts'

const LONGEST = 300

/**
 * Why something was changed about a period that is open.
 * @throws InvalidInputError('reason-missing')
 */
export function parseReason(typed: string): string {
  const reason = typed.trim()
  if (reason === '' || reason.length > LONGEST) throw new InvalidInputError('reason-missing')
  return reason
}
