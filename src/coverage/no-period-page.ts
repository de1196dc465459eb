import { periodPaths } from '../requirements/index.ts'
import type { PageModel, Texts } from '../web/index.ts'

export interface NoPeriodPage extends PageModel {
  /** Only for those who may add one. */
  readonly addUrl?: string
}

export function noPeriodPage(mayManage: boolean, texts: Texts): NoPeriodPage {
  return {
    title: texts.t('coverage.noPeriod.title'),
    styles: ['coverage.css'],
    ...(mayManage && { addUrl: periodPaths.list() }),
  }
}
