/** The operators that every server of the protocol has (architecture §3.10); this engine can say no others. */
interface Condition<Value> {
  readonly $gt?: Value
  readonly $gte?: Value
  readonly $lt?: Value
  readonly $lte?: Value
  readonly $in?: readonly Value[]
}

type Conditions<Doc> = {
  readonly [Field in keyof Doc]?: Doc[Field] | Condition<NonNullable<Doc[Field]>>
}

export type Filter<Doc> = Conditions<Doc> & { readonly $or?: readonly Conditions<Doc>[] }

export interface Change<Doc> {
  readonly $set?: { readonly [Field in keyof Doc]?: Doc[Field] | undefined }
  readonly $setOnInsert?: Partial<Doc>
  readonly $unset?: { readonly [Field in keyof Doc]?: 1 }
  readonly $inc?: { readonly [Field in keyof Doc]?: number }
}

export interface Listing<Doc> {
  readonly sort?: { readonly [Field in keyof Doc]?: 1 | -1 }
  readonly limit?: number
}

/** Changes a document, or replaces it whole. */
export type Step<Doc> = { readonly filter: Filter<Doc> } & (
  { readonly change: Change<Doc>; readonly upsert?: boolean } | { readonly replacement: Doc }
)
