import frames from '../frames.json' with { type: 'json' }
import type { Rule } from './rule.ts'

/** The flag decides whether staff must release a module; for planned ones it was decided with care. */
export const sensitive: Rule = ({ id, sensitive: flagged }) => {
  if (flagged && frames.planned.open.includes(id)) {
    return [{ file: 'module.json', message: `${id} is not a sensitive module.` }]
  }
  if (!flagged && frames.planned.sensitive.includes(id)) {
    return [{ file: 'module.json', message: `${id} is a sensitive module and must say so.` }]
  }
  return []
}
