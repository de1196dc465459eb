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

const PREVIEW = '/editing/previews/:preview'

/** What an editor uploads, and every page of it as it will be. */
export const EDITING_ROUTES = [
  'GET /editing',
  'POST /editing/upload',
  `GET ${PREVIEW}`,
  `POST ${PREVIEW}/publish`,
  `POST ${PREVIEW}/discard`,
  ...MODULE_ROUTES.filter(isOfLesson).map((route) =>
    route.replace('/modules', `${PREVIEW}/modules`),
  ),
  `GET ${PREVIEW}/modules/:id/media/:file`,
  `GET ${PREVIEW}/modules/:id/present`,
  `POST ${PREVIEW}/modules/:id/present/report`,
  `POST ${PREVIEW}/modules/:id/present/count`,
]

/** The list is of all modules, and a certificate is for what was learned. */
function isOfLesson(route: string): boolean {
  return route.includes('/:id') && !route.endsWith('/certificate')
}
