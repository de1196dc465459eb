-- facts.db
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
INSERT INTO registrations (id, platform_id, name, issuer, client_id, auth_url, token_url, jwks_url, state, school_code, trust) VALUES ('registration-1', 'platform-1', 'Moodle thử nghiệm', 'http://127.0.0.1:8899', 'stub-client-1', 'http://127.0.0.1:8899/mod/lti/auth.php', 'http://127.0.0.1:8899/mod/lti/token.php', 'http://127.0.0.1:8899/mod/lti/certs.php', 'active', NULL, '[]');
INSERT INTO deployments (registration_id, deployment_id, state) VALUES ('registration-1', '1', 'allowed');
INSERT INTO versions (name, value) VALUES ('registrations', 1);
INSERT INTO tool_keys (slot, kid, sealed_private_key, created_at) VALUES ('current', 'key-1', 'v1.sealed', 1795399200000);
INSERT INTO completions (id, learner_key, module_id, module_version, school_year, completed_at, score_band, origin, score_intent, intent_since) VALUES ('O7bCRXFCi7If9l6mCtorK_Cjs2yspJSojcLcbXO4mYc', 'learner-1', 'B5', '1', '2026-2027', 1795399200250, 'high', '{"platformId":"platform-1","registrationId":"registration-1","deploymentId":"1","contextId":"2"}', NULL, NULL);
INSERT INTO completions (id, learner_key, module_id, module_version, school_year, completed_at, score_band, origin, score_intent, intent_since) VALUES ('U7jURmCJKEBFnCsFr9fF7JZ6PPeIglR89RiOYrGaBQU', 'learner-2', 'B5', '1', '2026-2027', 1795399200250, 'high', '{"platformId":"platform-1","registrationId":"registration-1","deploymentId":"1","contextId":"2"}', '{"registrationId":"registration-1","lineItemUrl":"http://127.0.0.1:8899/lineitems/2/lineitem?type_id=1","sealedSub":"v1.sealed","learnerKey":"learner-1"}', 1795399200250);
INSERT INTO deliveries (id, registration_id, line_item_url, completed_at, state, sealed_sub, try_count, next_try_at, last_problem, revision) VALUES ('vSX9ra-c9CsHEBRhP-7smUDZZnh_tUy1Gi7eqtjb-o8', 'registration-1', 'http://127.0.0.1:8899/lineitems/2/lineitem?type_id=1', 1795399200250, 'waiting', 'v1.sealed', 0, 1795399200000, NULL, 1);
PRAGMA user_version = 1;

-- visits.db
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
INSERT INTO visits (id, role, counted, learner_key, account_id, origin, score_target, expires_at) VALUES ('visit-1', 'learner', 1, 'learner-1', NULL, '{"platformId":"platform-1","registrationId":"registration-1","deploymentId":"1"}', NULL, 1795421700000);
PRAGMA user_version = 1;
