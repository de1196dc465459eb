import { both } from './module-routes.ts'

/** Lists of schools as files. */
export const SCHOOL_LIST_ROUTES = [
  'GET /schools/export.xlsx',
  ...both('/schools/import'),
  'POST /schools/import/undo',
  ...both('/schools/import/:draft'),
]

/** Where a school's own counsellor is found. */
export const COUNSELLOR_ROUTES = [
  ...both('/schools/:code/counsellor'),
  'POST /schools/:code/counsellor/checked',
]

/** Whom children of the province or of an area may turn to. */
export const CONTACT_ROUTES = [
  'GET /contacts',
  ...['hotlines', 'facilities', 'checked'].map((what) => `POST /contacts/${what}`),
]
