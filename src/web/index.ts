/**
 * What every page shares: headers, visit cookie, CSRF, rendering, texts, error pages, help and quick exit.
 * Does not belong here: a page of one feature.
 */
export type { AccountLimitOptions, AccountLimits } from './account-limits.ts'
export { createAccountLimits } from './account-limits.ts'
export type { Assets } from './assets.ts'
export { createAssets } from './assets.ts'
export type { CookieShape } from './cookie-shape.ts'
export { createCookieShape } from './cookie-shape.ts'
export { csrfProtection, formTokenOf } from './csrf.ts'
export { errorHandler, notFound } from './error-handler.ts'
export { exitRoutes } from './exit-routes.ts'
export { formBody, listField, textField } from './form-body.ts'
export { healthRoutes } from './health-routes.ts'
export type { HelpLine, HelpLines } from './help-lines.ts'
export { createHelpLines } from './help-lines.ts'
export type { HelpNear } from './help-near.ts'
export { NO_HELP_NEAR } from './help-near.ts'
export { httpLog } from './http-log.ts'
export { momentText } from './moment-text.ts'
export { qrImage } from './qr-image.ts'
export type { DrawPage, Mood, PageModel, Renderer, RenderPage } from './renderer.ts'
export { createRenderer } from './renderer.ts'
export { requestContext } from './request-context.ts'
export { allowFormAction, frameOnlyBy, refuseFraming, securityHeaders } from './security-headers.ts'
export type { StaffBar } from './staff-bar.ts'
export type { Locale, Readers, TextKey, TextParams, Texts } from './texts.ts'
export { createTexts } from './texts.ts'
export { uploadedFile, uploadRoutes } from './upload-routes.ts'
export { viewsFolder } from './views-folder.ts'
export type {
  ContextKey,
  LearnerKey,
  LineItemsPlace,
  ScoreTarget,
  Visit,
  VisitId,
  VisitOrigin,
  VisitRepository,
  VisitTask,
} from './visit.ts'
export { contextKeyOf, isSentTo } from './visit.ts'
export type { VisitCookie } from './visit-cookie.ts'
export { createVisitCookie, visitIdOf } from './visit-cookie.ts'
export { currentVisit, visits } from './visits.ts'
export type { Web } from './web.ts'
export { createWeb } from './web.ts'
export type { WebPages } from './web-pages.ts'
