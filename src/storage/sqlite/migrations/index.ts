/**
 * The numbered steps of both files, in order; one that was released never changes. Does not belong here: how they are
 * run (migrate.ts).
 */
import type { Migration } from '../migrate.ts'
import { firstLightFacts, firstLightVisits } from './0001-first-light.ts'

/** facts.db: what was acknowledged and must outlive a power cut. */
export const factMigrations: readonly Migration[] = [firstLightFacts]

/** visits.db: what a person can simply start again (architecture §3.8). */
export const visitMigrations: readonly Migration[] = [firstLightVisits]
