import { figuresOf } from '../../src/coverage/index.ts'
import type { InvitationId } from '../../src/lti/index.ts'
import { deliveryOf } from '../../src/passback/index.ts'
import type { Day } from '../../src/runtime/index.ts'
import type { ImportId } from '../../src/schools/index.ts'
import type { AccountId, ApiTokenId } from '../../src/staff/index.ts'
import { aBinding, anOrigin } from './a-binding.ts'
import { aCompletion, aScoreIntent } from './a-completion.ts'
import { aRow, seedFor } from './a-coverage-row.ts'
import { aFollowUp } from './a-follow-up.ts'
import { aCounsellor, aFacility, aHotline } from './a-help-record.ts'
import { anObligation, aPeriod } from './a-period.ts'
import { aPreview } from './a-preview.ts'
import { aHeldSession } from './a-province.ts'
import { aRegistration } from './a-registration.ts'
import { aResource } from './a-resource.ts'
import { aCalendar, aProgramme } from './a-rule.ts'
import { aRun } from './a-run.ts'
import { anArea, aSchool } from './a-school.ts'
import { anUnplacedSession } from './a-session.ts'
import { aVisit } from './a-visit.ts'
import { anAccount } from './an-account.ts'
import { aCertificate, anOpenRun, aPublicToken, aTraining } from './an-adult.ts'
import type { Storage } from './engines.ts'

const NOW = new Date('2026-11-23T02:00:00.000Z')
const LATER = new Date('2026-11-24T02:00:00.000Z')

/** Something in every table of facts, the same each time: no person is real, and nothing opens what looks sealed. */
export async function fillStore(storage: Storage): Promise<void> {
  await fillLearning(storage)
  await fillSchools(storage)
  await fillSessions(storage)
  await fillCoverage(storage)
  await fillAdults(storage)
}

async function fillLearning({ lti, ...storage }: Storage): Promise<void> {
  await lti.registrations.add(aRegistration())
  await lti.toolKeys.add({
    ...{ number: 1, kid: 'key-1', sealedPrivateKey: 'v1.sealed' },
    ...{ createdAt: NOW, signsFrom: NOW },
  })
  await lti.invitations.add({
    ...{ id: 'invitation-1' as InvitationId, trust: ['custom'], schoolCode: '72000412' },
    ...{ createdAt: NOW, expiresAt: LATER },
  })
  const learned = { origin: anOrigin(), contextKey: aBinding().contextKey }
  const owing = { learnerKey: 'learner-2', ...learned } as ReturnType<typeof aCompletion>
  await storage.completions.record(aCompletion(learned))
  await storage.completions.record(aCompletion({ ...owing, scoreIntent: aScoreIntent() }))
  await storage.deliveries.add(deliveryOf(aScoreIntent(), NOW))
  await storage.visits.add(aVisit())
  await storage.resources.save(aResource())
}

async function fillSchools(storage: Storage): Promise<void> {
  await storage.areas.saveAll([anArea()])
  await storage.schools.saveAll([aSchool()])
  await storage.schoolImports.add({
    ...{ id: 'import-1' as ImportId, at: NOW, asOf: '2026-11-23' as Day },
    ...{ areasNew: [anArea().id], state: 'applied' },
  })
  for (const record of [aHotline(), aFacility(), aCounsellor()])
    await storage.helpRecords.add(record)
  await storage.previews.add(aPreview())
  await storage.accounts.add(anAccount())
  await storage.apiTokens.add({
    ...{ id: 'token-1' as ApiTokenId, accountId: 'account-1' as AccountId },
    ...{ createdAt: NOW, expiresAt: LATER },
  })
  await storage.bindings.add(aBinding())
  const { contextKey } = aBinding()
  await storage.memberCounts.save({ contextKey, learners: 41, countedAt: NOW })
}

async function fillSessions(storage: Storage): Promise<void> {
  await storage.sessions.add(aHeldSession())
  await storage.unplacedSessions.add(anUnplacedSession())
  await storage.followUps.add(aFollowUp())
  await storage.runs.add(aRun())
}

async function fillCoverage({ coverageRows, ...storage }: Storage): Promise<void> {
  await storage.programmes.add(aProgramme())
  await storage.calendars.add(aCalendar())
  await storage.periods.add(aPeriod())
  await storage.obligations.freeze(aPeriod().id, [anObligation()])
  const row = aRow()
  await coverageRows.seed([seedFor(row)])
  await coverageRows.storeRows([{ row, over: 0 }])
  await coverageRows.storeCells(row.periodId, [
    { id: row.cell, basis: row.version, figures: figuresOf([row]) },
  ])
  await coverageRows.settle([row])
}

async function fillAdults(storage: Storage): Promise<void> {
  await storage.certificates.save(aCertificate())
  await storage.openRuns.record(anOpenRun({ schoolId: aSchool().id }))
  await storage.publicTokens.add(aPublicToken())
  await storage.trainings.record(aTraining({ schoolId: aSchool().id }))
}
