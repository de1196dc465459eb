/** What the province adds to the modules. */
export const contentFacts = `
-- Tables stand in alphabetical order.
CREATE TABLE content_previews (
  id TEXT PRIMARY KEY,
  account_id TEXT NOT NULL,
  archive TEXT NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT;
CREATE INDEX content_previews_by_expiry ON content_previews (expires_at);

CREATE TABLE follow_ups (
  id TEXT PRIMARY KEY,
  session_id TEXT NOT NULL,
  school_id TEXT NOT NULL,
  label TEXT NOT NULL,
  person_key TEXT NOT NULL,
  done_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX follow_ups_by_session ON follow_ups (school_id, session_id, label);

CREATE TABLE help_records (
  id TEXT PRIMARY KEY,
  record TEXT NOT NULL,
  revision INTEGER NOT NULL
) STRICT;

CREATE TABLE resources (
  id TEXT PRIMARY KEY,
  module_id TEXT NOT NULL,
  title TEXT NOT NULL,
  url TEXT NOT NULL,
  for_learners INTEGER NOT NULL,
  saved_at INTEGER NOT NULL
) STRICT;
`
