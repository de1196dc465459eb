/** Scores are counted by platform and by what went wrong; the index has all that this asks for. */
export const deliveriesByPlatform = `
CREATE INDEX deliveries_by_platform
  ON deliveries (state, registration_id, last_problem, completed_at, next_try_at);
`
