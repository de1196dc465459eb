import { both } from './module-routes.ts'

/** Lists of schools as files. */
export const SCHOOL_LIST_ROUTES = [
  'GET /schools/export.xlsx',
  ...both('/schools/import'),
  'POST /schools/import/undo',
  ...both('/schools/import/:draft'),
]
