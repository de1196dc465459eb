import { type Request, type Response, Router } from 'express'

import type { Registry } from '../lti/index.ts'
import type { SchoolDirectory, SchoolId } from '../schools/index.ts'
import { type ContextKey, type RenderPage, textField, type Texts } from '../web/index.ts'
import { assignChoices, type Decided, type Person } from './assign-choices.ts'
import { type AssignForm, type Choice, parseAssignForm } from './assign-form.ts'
import type { Binding, BindingRepository } from './binding.ts'
import { type BindingList, bindingPage, pathOf } from './binding-page.ts'
import type { Typed } from './binding-row.ts'
import type { Bindings } from './bindings.ts'
import type { BindingsPages } from './bindings-pages.ts'
import { type Asked, askedOf, findAsked } from './list-asked.ts'

export interface BindingRoutesDeps {
  readonly service: Bindings
  readonly bindings: BindingRepository
  readonly registry: Pick<Registry, 'byId'>
  readonly directory: SchoolDirectory
  /** @throws VisitExpiredError, ForbiddenError('not-allowed') */
  readonly allow: (
    res: Response,
    action: 'binding.read' | 'binding.assign',
    scope: { readonly schoolId?: SchoolId },
  ) => Promise<Person>
  /** Whether somebody may do it at any place at all. */
  readonly mayAnywhere: (res: Response, action: 'binding.assign') => Promise<boolean>
  readonly texts: Texts
  readonly renderPage: RenderPage<BindingsPages>
}

/** `/bindings`: LMS courses without a school, and those that have one. */
export function bindingRoutes(deps: BindingRoutesDeps): Router {
  const router = Router()
  router.get('/', async (req, res) => {
    await deps.allow(res, 'binding.read', {})
    const doneCount = Number(textField(req.query, 'done', 3)) || 0
    await show(deps, res, { asked: askedOf(req.query), doneCount })
  })
  router.post('/', async (req, res) => {
    await deps.allow(res, 'binding.read', {})
    await assign(deps, req, res)
  })
  return router
}

interface Shown extends Pick<BindingList, 'doneCount' | 'typed' | 'all' | 'problem'> {
  readonly asked: Asked
  /** Shown wherever they stand by now. */
  readonly changed?: readonly Binding[]
}

/** Whoever may assign somewhere gets the form; each school is asked for when it is sent. */
async function show(deps: BindingRoutesDeps, res: Response, shown: Shown): Promise<void> {
  const { asked, changed = [], ...rest } = shown
  const { bindings, isLast } = await findAsked(deps, asked)
  const keys = new Set(changed.map(({ contextKey }) => contextKey))
  const list: BindingList = {
    ...rest,
    asked,
    changed,
    bindings: bindings.filter(({ contextKey }) => !keys.has(contextKey)),
    isLast,
    unassignedCount: await deps.bindings.count('unassigned'),
    mayAssign: await deps.mayAnywhere(res, 'binding.assign'),
  }
  deps.renderPage(res, 'bindings/list', bindingPage(list, toolsOf(deps)))
}

function toolsOf({ service, registry, directory, texts }: BindingRoutesDeps) {
  return {
    directory,
    texts,
    resolve: service.resolve,
    platformName: ({ registrationId }: Binding) =>
      registry.byId(registrationId)?.name ?? registrationId,
  }
}

async function assign(deps: BindingRoutesDeps, req: Request, res: Response): Promise<void> {
  const { texts } = deps
  const asked = askedOf(req.body)
  const { choices, typed, all }: AssignForm = parseAssignForm(req.body, deps)
  const decided = choices.filter(isDecided)
  if (decided.length === 0 || decided.length < choices.length) {
    const what = choices.length === 0 ? 'noneChosen' : 'summary'
    res.status(422)
    await show(deps, res, { asked, all, typed, problem: texts.t(`bindings.problems.${what}`) })
    return
  }
  const allow = (schoolId: SchoolId) => deps.allow(res, 'binding.assign', { schoolId })
  const changed = await assignChoices({ ...deps, allow }, decided)
  const doneCount = decided.length - changed.length
  if (changed.length === 0) res.redirect(303, `${pathOf(asked)}&done=${doneCount}`)
  else await showChanged(deps, res, { asked, all, typed, doneCount, choices: changed })
}

function isDecided(choice: Choice): choice is Decided {
  return choice.schoolId !== undefined
}

interface Late extends Omit<AssignForm, 'choices'> {
  readonly asked: Asked
  readonly doneCount: number
  readonly choices: readonly Decided[]
}

/** What this person decided beside what somebody else has decided meanwhile. */
async function showChanged(deps: BindingRoutesDeps, res: Response, late: Late): Promise<void> {
  const { choices, ...rest } = late
  const { directory, texts } = deps
  const found = await Promise.all(choices.map(({ contextKey }) => deps.bindings.find(contextKey)))
  const problem = texts.t('bindings.problems.changed')
  const typed = new Map<ContextKey, Typed>(rest.typed)
  for (const { contextKey, schoolId } of choices) {
    const code = directory.byId(schoolId)?.code ?? ''
    typed.set(contextKey, { code, isChosen: true, problem })
  }
  const changed = found.filter((binding) => binding !== undefined)
  res.status(409)
  await show(deps, res, {
    ...rest,
    typed,
    changed,
    problem: texts.t('bindings.problems.summary'),
  })
}
