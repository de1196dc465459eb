/** For each method of each port what it reads by, in an order of its own. */
export type Shapes = Readonly<Record<string, readonly string[]>>
