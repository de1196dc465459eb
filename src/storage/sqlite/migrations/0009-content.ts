/** What the province adds to the modules. */
export const contentFacts = `
-- Tables stand in alphabetical order.
`
