/**
 * One of our own signing keys, private half sealed. Keys are numbered 1, 2, 3 …; the one that signs is the last whose
 * `signsFrom` is over, the one after it is published already and waits for its turn (lti.md §3.6).
 */
export interface ToolKey {
  readonly number: number
  readonly kid: string
  readonly sealedPrivateKey: string
  readonly createdAt: Date
  /** Absent while nobody has set when it takes over. */
  readonly signsFrom?: Date
}

export interface ToolKeyRepository {
  /** By number. */
  list(): Promise<readonly ToolKey[]>
  /** False where this number is taken: somebody was first, and theirs is everybody's. */
  add(key: ToolKey): Promise<boolean>
  /** Sets when a waiting key takes over; false where that is set already. */
  schedule(number: number, signsFrom: Date): Promise<boolean>
  remove(number: number): Promise<void>
}
