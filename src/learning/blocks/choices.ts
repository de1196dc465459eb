/** What a practice form brought in the query: practice is neither graded nor stored. */
export type Choices = (name: string) => readonly string[]

/** Forms send this mark too, since a form with nothing ticked would look like none. */
export function isChecked(blockId: string, choices: Choices): boolean {
  return choices('check').includes(blockId)
}
