import type { TextKey, Texts } from '../web/index.ts'
import type { Draft, FieldProblem } from './help-form.ts'

export interface FieldView {
  readonly name: string
  readonly label: string
  readonly value: string
  readonly kind: 'text' | 'lines' | 'tick' | 'choice' | 'fixed'
  readonly hint?: string
  readonly problem?: string
  readonly choices?: readonly { readonly value: string; readonly text: string }[]
}

export interface FormView {
  /** Tells the forms of one page apart. */
  readonly key: string
  readonly action: string
  readonly id: string
  readonly revision: number
  readonly fields: readonly FieldView[]
  readonly submit: string
}

/** What came back and could not be taken: typed words stay in their form. */
export interface RefusedHelp {
  readonly key: string
  readonly draft: Draft
  readonly problems: readonly FieldProblem[]
}

export interface FieldPlan {
  readonly name: string
  readonly label: TextKey
  readonly kind?: FieldView['kind']
  readonly hint?: TextKey
  readonly choices?: FieldView['choices']
}

export interface FormPlan extends Omit<FormView, 'fields' | 'submit'> {
  readonly fields: readonly FieldPlan[]
  readonly values: Draft
  readonly submit: TextKey
}

export function formView(
  { fields, values, submit, ...form }: FormPlan,
  texts: Texts,
  refused?: RefusedHelp,
): FormView {
  const mine = refused?.key === form.key ? refused : undefined
  const shown = mine?.draft ?? values
  return {
    ...form,
    submit: texts.t(submit),
    fields: fields.map(({ name, label, kind = 'text', hint, choices }) => {
      const problem = mine?.problems.find(({ field }) => field === name)
      return {
        name,
        label: texts.t(label),
        value: (kind === 'fixed' ? values[name] : shown[name]) ?? '',
        kind,
        ...(hint && { hint: texts.t(hint) }),
        ...(choices && { choices }),
        ...(problem && { problem: texts.ofError(problem.code).body }),
      }
    }),
  }
}
