import type { Texts } from '../web/index.ts'
import { type ModuleChoice, moduleChoices, type PickableModule } from './module-choices.ts'
import { periodPaths } from './paths.ts'
import type { Period } from './period.ts'

interface ModulesForm {
  readonly action: string
  /** What saving means. */
  readonly hint: string
  /** While the period is open. */
  readonly asksReason: boolean
  readonly choices: readonly ModuleChoice[]
}

/** What the card of a period says of changing its modules. */
export interface PeriodModules {
  /** Absent once the period is closed. */
  readonly modulesForm?: ModulesForm
  /** Why the modules cannot be changed any more. */
  readonly modulesFixed?: string
  /** After the opening. */
  readonly changes: readonly { readonly at: string; readonly words: string }[]
}

export function periodModules(
  period: Period,
  modules: readonly PickableModule[],
  texts: Texts,
): PeriodModules {
  const changes = (period.moduleChanges ?? []).map(({ at, from, to, reason }) => {
    const said = { from: pickText(from, texts), to: pickText(to, texts), reason }
    return { at: texts.date(at), words: texts.t('requirements.modules.changed', said) }
  })
  const { id, state, modules: chosen } = period
  if (state === 'closed') return { modulesFixed: texts.t('requirements.modules.fixed'), changes }
  const modulesForm = {
    action: periodPaths.modules(id),
    hint: texts.t(`requirements.modules.${state}`),
    asksReason: state === 'open',
    choices: moduleChoices(modules, chosen, texts),
  }
  return { modulesForm, changes }
}

export function pickText(modules: readonly string[], { t }: Texts): string {
  return modules.length === 0 ? t('requirements.periods.noPick') : modules.join(', ')
}
