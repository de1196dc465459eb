/**
 * The numbered steps of both files, in order; one that was released never changes. Does not belong here: how they are
 * run (migrate.ts).
 */
import type { Migration } from '../migrate.ts'
import { firstLightFacts, firstLightVisits } from './0001-first-light.ts'
import { schoolFacts, schoolVisits } from './0002-schools.ts'
import { staffFacts, staffVisits } from './0003-staff.ts'
import { sessionFacts, sessionVisits } from './0004-sessions.ts'
import { coverageFacts } from './0005-coverage.ts'
import { completionsByCourse } from './0006-completions-by-course.ts'
import { deliveriesByPlatform } from './0007-deliveries-by-platform.ts'
import { ltiAdvantageFacts, ltiAdvantageVisits } from './0008-lti-advantage.ts'
import { contentFacts } from './0009-content.ts'

/** facts.db: what was acknowledged and must outlive a power cut. */
export const factMigrations: readonly Migration[] = [
  firstLightFacts,
  schoolFacts,
  staffFacts,
  sessionFacts,
  coverageFacts,
  completionsByCourse,
  deliveriesByPlatform,
  ltiAdvantageFacts,
  contentFacts,
]

/** visits.db: what a person can simply start again (architecture §3.8). */
export const visitMigrations: readonly Migration[] = [
  firstLightVisits,
  schoolVisits,
  staffVisits,
  sessionVisits,
  ltiAdvantageVisits,
]
