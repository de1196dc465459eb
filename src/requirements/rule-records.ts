/** Records that say what holds, edited by people of the department. */
export interface RuleRecords<Rule> {
  /** @throws ConflictError('rule-exists') */
  add(rule: Rule): Promise<void>
  find(id: string): Promise<Rule | undefined>
  /** In the order of their ids. */
  list(): Promise<readonly Rule[]>
  /**
   * Replaces the record whose revision is one less.
   * @throws ConflictError('rule-changed')
   */
  replace(rule: Rule): Promise<void>
}
