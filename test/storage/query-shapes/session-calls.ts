import { draftIdOf, type RunCodeId } from '../../../src/sessions/index.ts'
import { aFollowUp } from '../../support/a-follow-up.ts'
import { aRun, aRunOrigin } from '../../support/a-run.ts'
import { aSchool } from '../../support/a-school.ts'
import { anUnplacedSession, aSession } from '../../support/a-session.ts'
import type { Calls } from './ports.ts'
import { DAY, LATER, NOW } from './samples.ts'

const NEXT = { revision: 2 }

const school = aSchool()
const session = aSession()
const unplaced = anUnplacedSession()
const followUp = aFollowUp()
const run = aRun()
const codeId = 'code-1' as RunCodeId
const formId = draftIdOf({ personKey: 'teacher-1', place: school.id, subject: 'new' })

type SessionPorts = 'sessions' | 'unplacedSessions' | 'followUps' | 'runs' | 'runCodes' | 'drafts'

export const SESSION_CALLS: Pick<Calls, SessionPorts> = {
  sessions: {
    add: [[session]],
    addAll: [[[session]]],
    find: [[session.id]],
    replace: [[{ ...session, ...NEXT }]],
    listOfSchool: [[school.id, DAY, DAY]],
    listWaiting: [[school.id]],
  },
  unplacedSessions: {
    add: [[unplaced]],
    find: [[unplaced.id]],
    replace: [[{ ...unplaced, ...NEXT }]],
    listOfContext: [[unplaced.contextKey]],
  },
  followUps: {
    add: [[followUp]],
    remove: [[followUp.id]],
    listOfSession: [[school.id, session.id]],
    listOfSchool: [[school.id]],
  },
  runs: {
    add: [[run]],
    find: [[run.id]],
    replace: [[{ ...run, ...NEXT }]],
    listUnrecorded: [
      [{ personKey: run.personKey, since: NOW }],
      [{ personKey: run.personKey, since: NOW, schoolId: school.id }],
    ],
  },
  runCodes: {
    add: [[{ id: codeId, origin: aRunOrigin(), expiresAt: LATER }]],
    consume: [[codeId, NOW]],
    sweep: [[NOW]],
  },
  drafts: {
    save: [[{ id: formId, fields: {}, savedAt: NOW, expiresAt: LATER }]],
    find: [[formId, NOW]],
    remove: [[formId]],
    sweep: [[NOW]],
  },
}
