declare const brand: unique symbol

/** A string that only its own parser or maker can produce: a SchoolId is not a ModuleId. */
export type Brand<Name extends string> = string & { readonly [brand]: Name }
