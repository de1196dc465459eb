/** Days are `YYYY-MM-DD` within the grants, times milliseconds since 1970. */
export const staffFacts = `
CREATE TABLE accounts (
  id TEXT PRIMARY KEY,
  email TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  password_hash TEXT,
  grants TEXT NOT NULL,
  state TEXT NOT NULL,
  revision INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE api_tokens (
  id TEXT PRIMARY KEY,
  account_id TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX api_tokens_by_account ON api_tokens (account_id);
CREATE INDEX api_tokens_by_expiry ON api_tokens (expires_at);

CREATE TABLE bindings (
  context_key TEXT PRIMARY KEY,
  registration_id TEXT NOT NULL,
  deployment_id TEXT NOT NULL,
  context_id TEXT,
  custom_codes TEXT NOT NULL,
  course_codes TEXT NOT NULL,
  state TEXT NOT NULL,
  source TEXT,
  school_id TEXT,
  first_seen_at INTEGER NOT NULL,
  decisions TEXT NOT NULL,
  owed TEXT NOT NULL,
  owed_since INTEGER,
  revision INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX bindings_by_state ON bindings (state, first_seen_at, context_key);
CREATE INDEX bindings_by_school ON bindings (school_id);
CREATE INDEX bindings_by_debt ON bindings (owed_since);
`

export const staffVisits = `
CREATE TABLE sign_in_links (
  id TEXT PRIMARY KEY,
  account_id TEXT NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX sign_in_links_by_account ON sign_in_links (account_id);
CREATE INDEX sign_in_links_by_expiry ON sign_in_links (expires_at);

CREATE TABLE sign_in_tries (
  key TEXT PRIMARY KEY,
  count INTEGER NOT NULL,
  next_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  revision INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX sign_in_tries_by_expiry ON sign_in_tries (expires_at);
`
