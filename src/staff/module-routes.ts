/** Addresses of a lesson. */
export const MODULE_ROUTES = [
  'GET /modules',
  'GET /modules/:id',
  'GET /modules/:id/resume',
  'GET /modules/:id/result',
  'GET /modules/:id/done',
  'POST /modules/:id/finish',
  ...both('/modules/:id/steps/:position'),
  ...both('/modules/:id/quiz/:questionId'),
  ...both('/modules/:id/certificate'),
]

/** What the department names for a module outside the tool. */
export const RESOURCE_ROUTES = [
  ...both('/modules/:id/resources'),
  'POST /modules/:id/resources/remove',
]

/** Papers for a teacher to take away: answers stand in them. */
export const HANDOUT_ROUTES = [
  'GET /modules/:id/sheet',
  'GET /modules/:id/slides.pptx',
  'GET /modules/:id/paper-form',
  'GET /modules/:id/offline.html',
]

/** A form and what it is sent to. */
export function both(path: string): readonly string[] {
  return [`GET ${path}`, `POST ${path}`]
}
