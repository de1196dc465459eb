import { cellOf, figuresOf } from '../../../src/coverage/index.ts'
import type { UsedStateId } from '../../../src/lti/index.ts'
import { deliveryOf } from '../../../src/passback/index.ts'
import type { ImportDraftId } from '../../../src/schools/index.ts'
import type { ApiTokenId, SignInLinkId } from '../../../src/staff/index.ts'
import { aBinding } from '../../support/a-binding.ts'
import { aCompletion, aScoreIntent } from '../../support/a-completion.ts'
import { aRow, seedFor } from '../../support/a-coverage-row.ts'
import { aHotline } from '../../support/a-help-record.ts'
import { anObligation, aPeriod } from '../../support/a-period.ts'
import { aPlatformHealth } from '../../support/a-platform-health.ts'
import { aPreview } from '../../support/a-preview.ts'
import { aRegistration } from '../../support/a-registration.ts'
import { aResource } from '../../support/a-resource.ts'
import { aCalendar, aProgramme } from '../../support/a-rule.ts'
import { anArea, aSchool } from '../../support/a-school.ts'
import { aVisit } from '../../support/a-visit.ts'
import { anAccount } from '../../support/an-account.ts'
import { anInvitation } from '../../support/an-invitation.ts'
import type { Storage } from '../../support/engines.ts'
import { ADULTS } from './adult-calls.ts'
import type { Calls, Ports } from './ports.ts'
import { attempt, DAY, imported, LATER, NOW, tries } from './samples.ts'
import { SESSION_CALLS } from './session-calls.ts'

const NEXT = { revision: 2 }

const school = aSchool()
const area = anArea()
const period = aPeriod()
const row = aRow()
const key = { periodId: row.periodId, schoolId: row.schoolId }
const cell = cellOf(row)
const account = anAccount()
const visit = aVisit({ accountId: account.id })
const completion = aCompletion({ scoreIntent: aScoreIntent() })
const delivery = deliveryOf(aScoreIntent(), NOW)
const binding = aBinding({ schoolId: school.id, state: 'assigned' })
const registration = aRegistration()

const importId = imported.id
const draftId = 'draft-1' as ImportDraftId
const stateId = 'state-1' as UsedStateId
const linkId = 'link-1' as SignInLinkId
const tokenId = 'token-1' as ApiTokenId
const invitation = anInvitation()
const health = aPlatformHealth()
const memberCount = { contextKey: binding.contextKey, learners: 41, countedAt: NOW }
const keySet = { url: registration.jwksUrl, keys: [], fetchedAt: NOW }
/** In this order, so that a change finds what an earlier call has added; the compiler misses what is missing. */
export const CALLS: Calls = {
  registrations: {
    add: [[registration]],
    list: [[]],
    setState: [[registration.id, 'disabled']],
    decide: [[registration.id, 'disabled']],
    change: [[registration.id, { trust: ['custom'] }]],
    setDeployment: [[registration.id, { id: '2', state: 'allowed' }]],
    noteDeployment: [[registration.id, '3', 9]],
    version: [[]],
  },
  usedStates: { use: [[stateId, LATER]], sweep: [[NOW]] },
  keySets: { save: [[keySet]], find: [[keySet.url]] },
  toolKeys: {
    add: [[{ number: 1, kid: 'one', sealedPrivateKey: 'v1.a', createdAt: NOW }]],
    list: [[]],
    schedule: [[1, NOW]],
    remove: [[1]],
  },
  invitations: {
    add: [[invitation]],
    list: [[NOW]],
    take: [[invitation.id]],
    sweep: [[NOW]],
  },
  platformHealth: { save: [[health]], list: [[]], sweep: [[NOW]] },
  memberCounts: { save: [[memberCount]], find: [[memberCount.contextKey]] },
  visits: {
    add: [[visit]],
    find: [[visit.id, NOW]],
    remove: [[visit.id]],
    removeOfAccount: [[account.id]],
    sweep: [[NOW]],
  },
  attempts: {
    save: [[attempt], [{ ...attempt, ...NEXT }]],
    find: [[attempt.id, NOW]],
    remove: [[attempt.id]],
    sweep: [[NOW]],
  },
  completions: {
    record: [[completion]],
    recordAll: [[[completion]]],
    find: [[completion.id]],
    listWithScoreIntent: [[9]],
    clearScoreIntent: [[completion.id]],
  },
  deliveries: {
    add: [[delivery]],
    find: [[delivery.id]],
    listDue: [[LATER, 9]],
    replace: [[{ ...delivery, ...NEXT }]],
    countByState: [[]],
    summary: [[]],
    wakeAll: [[delivery.registrationId, NOW]],
  },
  leases: { acquire: [['lease-1', NOW, LATER]], release: [['lease-1']] },
  areas: { saveAll: [[[area]], [[{ ...area, ...NEXT }]]], list: [[]], removeAll: [[[area.id]]] },
  schools: {
    version: [[]],
    saveAll: [[[school]]],
    saveImported: [[[{ school: { ...school, ...NEXT }, importId, before: school }]]],
    find: [[school.id]],
    changesSince: [[0]],
    listImported: [[importId]],
    removeAll: [[[school.id]]],
  },
  schoolImports: {
    add: [[imported]],
    findLast: [[]],
    markUndone: [[importId]],
    addDraft: [[{ id: draftId, list: { headers: {}, rows: [] }, asOf: DAY, expiresAt: LATER }]],
    findDraft: [[draftId, NOW]],
    removeDraft: [[draftId]],
    sweep: [[NOW]],
  },
  accounts: {
    add: [[account]],
    find: [[account.id]],
    findByEmail: [[account.email]],
    list: [[]],
    replace: [[{ ...account, ...NEXT }]],
  },
  signInLinks: {
    add: [[{ id: linkId, accountId: account.id, expiresAt: LATER }]],
    find: [[linkId, NOW]],
    take: [[linkId]],
    removeOfAccount: [[account.id]],
    sweep: [[NOW]],
  },
  signInTries: {
    save: [
      [tries, NOW],
      [{ ...tries, ...NEXT }, NOW],
    ],
    find: [[tries.key, NOW]],
    remove: [[tries.key]],
    sweep: [[NOW]],
  },
  apiTokens: {
    add: [[{ id: tokenId, accountId: account.id, createdAt: NOW, expiresAt: LATER }]],
    find: [[tokenId, NOW]],
    removeOfAccount: [[account.id]],
    sweep: [[NOW]],
  },
  helpRecords: {
    version: [[]],
    list: [[]],
    add: [[aHotline()]],
    replace: [[aHotline(NEXT)]],
  },
  previews: {
    add: [[aPreview()]],
    find: [[aPreview().id, NOW]],
    findHead: [[aPreview().id, NOW]],
    remove: [[aPreview().id]],
    keepNewest: [[aPreview().accountId, 0]],
    sweep: [[NOW]],
  },
  resources: {
    list: [[]],
    save: [[aResource()]],
    remove: [[aResource().id]],
  },
  programmes: {
    add: [[aProgramme()]],
    find: [[aProgramme().id]],
    list: [[]],
    replace: [[aProgramme(NEXT)]],
  },
  calendars: {
    add: [[aCalendar()]],
    find: [[aCalendar().id]],
    list: [[]],
    replace: [[aCalendar(NEXT)]],
  },
  periods: {
    add: [[period]],
    find: [[period.id]],
    list: [[]],
    replace: [[{ ...period, revision: period.revision + 1 }]],
  },
  obligations: {
    add: [[anObligation()]],
    find: [[period.id, school.id]],
    listOfPeriod: [[period.id]],
    replace: [[anObligation({ revision: anObligation().revision + 1 })]],
    freeze: [[period.id, [anObligation()]]],
  },
  bindings: {
    version: [[]],
    add: [[binding]],
    addAll: [[[binding]]],
    find: [[binding.contextKey]],
    list: [
      [{ state: 'unassigned', limit: 9 }],
      [
        {
          state: 'unassigned',
          limit: 9,
          after: { firstSeenAt: NOW, contextKey: binding.contextKey },
        },
      ],
    ],
    listOfSchool: [[school.id]],
    count: [['unassigned']],
    listOwing: [[NOW, 9]],
    replace: [[{ ...binding, ...NEXT }]],
  },
  ...ADULTS,
  schoolCompletions: { countOfSchool: [[{ schoolId: school.id, from: DAY, to: DAY }]] },
  coverageRows: {
    seed: [[[seedFor(row)]]],
    touch: [[[row.periodId], row.schoolId]],
    touchAll: [[row.periodId]],
    touchComputedBy: [[row.periodId, DAY]],
    listDirty: [
      [undefined, 9],
      [key, 9],
    ],
    listDirtyOfSchool: [[row.schoolId]],
    storeRows: [[[{ row, over: 0 }]]],
    settle: [[[{ ...key, version: row.version }]]],
    find: [[key]],
    listOfCell: [[row.periodId, cell]],
    storeCells: [[row.periodId, [{ id: cell, basis: 1, figures: figuresOf([row]) }]]],
    listCells: [[row.periodId]],
    search: [
      [{ periodId: row.periodId, limit: 9 }],
      [{ periodId: row.periodId, limit: 9, cells: [cell], statuses: ['met'], after: 'a' }],
      [{ periodId: row.periodId, limit: 9, cells: [cell], stage: 'th', statuses: ['met'] }],
    ],
    listByCode: [
      [{ periodId: row.periodId, limit: 9 }],
      [{ periodId: row.periodId, limit: 9, cells: [cell], after: 'a' }],
    ],
    listChanged: [[row.periodId, NOW, 9]],
  },
  ...SESSION_CALLS,
}

type Asked = (...args: readonly unknown[]) => Promise<unknown>

/** Asks every method of every port; tells before each which it is. */
export async function askEverything(
  { lti, ...others }: Omit<Storage, 'check' | 'close'>,
  onMethod: (name: string) => void,
): Promise<void> {
  const ports: Ports = { ...lti, ...others }
  for (const [port, methods] of Object.entries(CALLS)) {
    const target = ports[port as keyof Ports] as unknown as Readonly<Record<string, Asked>>
    for (const [method, calls] of Object.entries(methods) as [string, readonly unknown[][]][]) {
      onMethod(`${port}.${method}`)
      for (const args of calls) await target[method]!(...args)
    }
  }
}
