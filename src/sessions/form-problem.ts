/** Their sentences: `sessions.problems.<code>`. */
export type ProblemCode =
  | 'day-malformed'
  | 'day-future'
  | 'day-not-yet'
  | 'day-too-far'
  | 'day-too-old'
  | 'plan-past'
  | 'minutes-invalid'
  | 'form-missing'
  | 'presenter-missing'
  | 'module-unknown'
  | 'text-too-long'
  | 'adults-invalid'
  | 'audience-missing'
  | 'label-missing'
  | 'label-twice'
  | 'grade-missing'
  | 'overlap'
  | 'stage-not-taught'
  | 'enrolled-invalid'
  | 'present-invalid'

/** `field`: the name of the input that it belongs beside. */
export interface FormProblem {
  readonly field: string
  readonly code: ProblemCode
}

/** Up to five digits. */
export function wholeNumber(text: string): number | undefined {
  return /^\d{1,5}$/.test(text.trim()) ? Number(text) : undefined
}
