/** Days are texts `YYYY-MM-DD`, moments milliseconds since 1970. */
export const sessionFacts = `
CREATE TABLE sessions (
  id TEXT PRIMARY KEY,
  school_id TEXT NOT NULL,
  held_on TEXT NOT NULL,
  state TEXT NOT NULL,
  record TEXT NOT NULL,
  revision INTEGER NOT NULL
) STRICT;
CREATE INDEX sessions_by_day ON sessions (school_id, held_on);
CREATE INDEX sessions_by_state ON sessions (school_id, state, held_on);

CREATE TABLE unplaced_sessions (
  id TEXT PRIMARY KEY,
  context_key TEXT NOT NULL,
  record TEXT NOT NULL,
  revision INTEGER NOT NULL
) STRICT;
CREATE INDEX unplaced_sessions_by_context ON unplaced_sessions (context_key);

CREATE TABLE runs (
  id TEXT PRIMARY KEY,
  person_key TEXT NOT NULL,
  school_id TEXT,
  started_at INTEGER NOT NULL,
  recorded INTEGER NOT NULL,
  record TEXT NOT NULL,
  revision INTEGER NOT NULL
) STRICT;
CREATE INDEX runs_by_person ON runs (person_key, recorded, started_at);
CREATE INDEX runs_by_school ON runs (school_id, recorded, started_at);
`

export const sessionVisits = `
CREATE TABLE run_codes (
  id TEXT PRIMARY KEY,
  origin TEXT NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX run_codes_by_expiry ON run_codes (expires_at);

CREATE TABLE session_drafts (
  id TEXT PRIMARY KEY,
  fields TEXT NOT NULL,
  saved_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT;
CREATE INDEX session_drafts_by_expiry ON session_drafts (expires_at);
`
