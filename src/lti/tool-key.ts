/** Our own signing key, private half sealed. */
export interface ToolKey {
  readonly kid: string
  readonly sealedPrivateKey: string
  readonly createdAt: Date
}

export interface ToolKeyRepository {
  find(): Promise<ToolKey | undefined>
  /** Stores the key unless there is one; gives what is stored. */
  addFirst(key: ToolKey): Promise<ToolKey>
}
