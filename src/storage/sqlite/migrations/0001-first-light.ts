/** Times are milliseconds since 1970. */
export const firstLightFacts = `
CREATE TABLE registrations (
  id TEXT PRIMARY KEY,
  platform_id TEXT NOT NULL,
  name TEXT NOT NULL,
  issuer TEXT NOT NULL,
  client_id TEXT NOT NULL,
  auth_url TEXT NOT NULL,
  token_url TEXT NOT NULL,
  jwks_url TEXT NOT NULL,
  state TEXT NOT NULL,
  school_code TEXT,
  trust TEXT NOT NULL,
  UNIQUE (issuer, client_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE deployments (
  registration_id TEXT NOT NULL REFERENCES registrations (id),
  deployment_id TEXT NOT NULL,
  state TEXT NOT NULL,
  PRIMARY KEY (registration_id, deployment_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE versions (
  name TEXT PRIMARY KEY,
  value INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE tool_keys (
  slot TEXT PRIMARY KEY,
  kid TEXT NOT NULL UNIQUE,
  sealed_private_key TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE completions (
  id TEXT PRIMARY KEY,
  learner_key TEXT NOT NULL,
  module_id TEXT NOT NULL,
  module_version TEXT NOT NULL,
  school_year TEXT NOT NULL,
  completed_at INTEGER NOT NULL,
  score_band TEXT NOT NULL,
  origin TEXT NOT NULL,
  score_intent TEXT,
  intent_since INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX completions_by_intent ON completions (intent_since);

CREATE TABLE deliveries (
  id TEXT PRIMARY KEY,
  registration_id TEXT NOT NULL,
  line_item_url TEXT NOT NULL,
  completed_at INTEGER NOT NULL,
  state TEXT NOT NULL,
  sealed_sub TEXT,
  try_count INTEGER NOT NULL,
  next_try_at INTEGER NOT NULL,
  last_problem TEXT,
  revision INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX deliveries_by_due ON deliveries (state, next_try_at);
`

export const firstLightVisits = `
CREATE TABLE handshakes (
  id TEXT PRIMARY KEY,
  nonce_hash TEXT NOT NULL,
  browser_hash TEXT NOT NULL,
  registration_id TEXT NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX handshakes_by_expiry ON handshakes (expires_at);

CREATE TABLE visits (
  id TEXT PRIMARY KEY,
  role TEXT NOT NULL,
  counted INTEGER NOT NULL,
  learner_key TEXT NOT NULL,
  account_id TEXT,
  origin TEXT,
  score_target TEXT,
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX visits_by_expiry ON visits (expires_at);
CREATE INDEX visits_by_account ON visits (account_id);

CREATE TABLE attempts (
  id TEXT PRIMARY KEY,
  module_id TEXT NOT NULL,
  module_version TEXT NOT NULL,
  done_steps TEXT NOT NULL,
  answers TEXT NOT NULL,
  revision INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX attempts_by_expiry ON attempts (expires_at);

CREATE TABLE key_sets (
  url TEXT PRIMARY KEY,
  keys TEXT NOT NULL,
  fetched_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE leases (
  id TEXT PRIMARY KEY,
  held_until INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
`
