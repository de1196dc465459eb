import { attemptIdOf } from '../../../src/learning/index.ts'
import type { Day } from '../../../src/runtime/index.ts'
import type { ImportId } from '../../../src/schools/index.ts'
import type { TriesKey } from '../../../src/staff/index.ts'
import { aCompletion } from '../../support/a-completion.ts'
import { anArea } from '../../support/a-school.ts'

export const NOW = new Date('2026-11-23T00:15:00.000Z')
export const LATER = new Date('2026-11-23T08:15:00.000Z')
export const DAY = '2026-11-23' as Day

export const tries = {
  key: 'key-1' as TriesKey,
  count: 1,
  nextAt: NOW,
  expiresAt: LATER,
  revision: 1,
}
export const attempt = {
  id: attemptIdOf({
    learnerKey: aCompletion().learnerKey,
    moduleId: aCompletion().moduleId,
    version: '1',
    schoolYear: aCompletion().schoolYear,
  }),
  moduleId: aCompletion().moduleId,
  moduleVersion: '1',
  doneSteps: ['a'],
  answers: {},
  revision: 1,
  expiresAt: LATER,
}
export const imported = {
  id: 'import-1' as ImportId,
  at: NOW,
  asOf: DAY,
  areasNew: [anArea().id],
  state: 'applied',
} as const
