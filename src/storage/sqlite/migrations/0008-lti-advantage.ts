/** What administrators of LMSs do, and what more of a launch is kept. */
export const ltiAdvantageFacts = `
ALTER TABLE registrations ADD COLUMN frame_origins TEXT NOT NULL DEFAULT '[]';
ALTER TABLE registrations ADD COLUMN counts_members INTEGER NOT NULL DEFAULT 0;
ALTER TABLE registrations ADD COLUMN authorization_server TEXT;
ALTER TABLE registrations ADD COLUMN invited INTEGER NOT NULL DEFAULT 0;
ALTER TABLE registrations ADD COLUMN granted_scopes TEXT;

ALTER TABLE deliveries ADD COLUMN line_item_search TEXT;

CREATE TABLE invitations (
  id TEXT PRIMARY KEY,
  school_code TEXT,
  trust TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX invitations_by_expiry ON invitations (expires_at);

CREATE TABLE signing_keys (
  number INTEGER PRIMARY KEY,
  kid TEXT NOT NULL UNIQUE,
  sealed_private_key TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  signs_from INTEGER
) STRICT;
INSERT INTO signing_keys (number, kid, sealed_private_key, created_at, signs_from)
  SELECT 1, kid, sealed_private_key, created_at, created_at FROM tool_keys WHERE slot = 'current';
DROP TABLE tool_keys;

CREATE TABLE member_counts (
  context_key TEXT PRIMARY KEY,
  learners INTEGER NOT NULL,
  counted_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
`

export const ltiAdvantageVisits = `
-- A login leaves nothing behind any more; whoever is between the two signs in again.
DROP TABLE handshakes;
CREATE TABLE used_states (
  id TEXT PRIMARY KEY,
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX used_states_by_expiry ON used_states (expires_at);

ALTER TABLE visits ADD COLUMN task TEXT;

-- Almost every visit comes by a launch and has no account: an index of those few saves each launch a page to write.
DROP INDEX visits_by_account;
CREATE INDEX visits_by_account ON visits (account_id) WHERE account_id IS NOT NULL;

CREATE TABLE platform_health (
  registration_id TEXT NOT NULL,
  process_id TEXT NOT NULL,
  updated_at INTEGER NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (registration_id, process_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX platform_health_by_update ON platform_health (updated_at);
`
