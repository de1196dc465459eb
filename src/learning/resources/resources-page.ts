import type { Module } from '../../catalogue/index.ts'
import type { PageModel, Texts } from '../../web/index.ts'
import { paths } from '../paths.ts'
import type { Resource } from './resource.ts'
import type { ResourceDraft, ResourceProblem } from './resource-form.ts'

/** A link that leaves the tool, with the name of where it leads. */
export interface ResourceLink {
  readonly url: string
  readonly title: string
  readonly host: string
}

export interface ResourcesPage extends PageModel {
  readonly moduleTitle: string
  readonly backUrl: string
  readonly action: string
  readonly removeAction: string
  readonly resources: readonly (ResourceLink & {
    readonly id: string
    readonly shownTo: string
  })[]
  readonly draft: ResourceDraft
  readonly problems: readonly { readonly field: ResourceProblem; readonly words: string }[]
}

/** Pages of this folder, name → model. */
export interface ResourcePages {
  readonly 'learning/resources': ResourcesPage
}

interface Facts {
  readonly module: Module
  readonly resources: readonly Resource[]
  readonly draft?: ResourceDraft
  readonly problems?: readonly ResourceProblem[]
}

const NOTHING_YET: ResourceDraft = { title: '', url: '', forLearners: false }

export function resourcesPage(
  { module, resources, draft = NOTHING_YET, problems = [] }: Facts,
  { t }: Texts,
): ResourcesPage {
  return {
    title: t('learning.resources.title'),
    styles: ['staff.css'],
    moduleTitle: module.title.vi,
    backUrl: paths.cover(module),
    action: paths.resources(module),
    removeAction: paths.removeResource(module),
    resources: resources.map((resource) => ({
      ...linkOf(resource),
      id: resource.id,
      shownTo: t(`learning.resources.shownTo.${resource.forLearners ? 'everyone' : 'teachers'}`),
    })),
    draft,
    problems: problems.map((field) => ({
      field,
      words: t(`learning.resources.problems.${field}`),
    })),
  }
}

export function linkOf({ url, title }: Pick<Resource, 'url' | 'title'>): ResourceLink {
  return { url, title, host: new URL(url).hostname }
}
