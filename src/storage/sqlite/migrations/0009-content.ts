/** What the province adds to the modules. */
export const contentFacts = `
-- Tables stand in alphabetical order.
CREATE TABLE certificates (
  number TEXT PRIMARY KEY,
  module_id TEXT NOT NULL,
  module_version TEXT NOT NULL,
  school_id TEXT,
  issued_on TEXT NOT NULL,
  salt TEXT NOT NULL,
  name_hash TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE content_previews (
  id TEXT PRIMARY KEY,
  account_id TEXT NOT NULL,
  archive TEXT NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT;
CREATE INDEX content_previews_by_account ON content_previews (account_id, expires_at);
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

CREATE TABLE open_runs (
  id TEXT PRIMARY KEY,
  module_id TEXT NOT NULL,
  module_version TEXT NOT NULL,
  school_id TEXT,
  day TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX open_runs_by_day ON open_runs (day, module_id, school_id);
CREATE INDEX open_runs_by_school ON open_runs (school_id, day, module_id);

ALTER TABLE periods ADD COLUMN module_changes TEXT;

CREATE TABLE public_tokens (
  school_id TEXT PRIMARY KEY,
  token TEXT NOT NULL UNIQUE,
  made_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE resources (
  id TEXT PRIMARY KEY,
  module_id TEXT NOT NULL,
  title TEXT NOT NULL,
  url TEXT NOT NULL,
  for_learners INTEGER NOT NULL,
  saved_at INTEGER NOT NULL
) STRICT;

CREATE TABLE trainings (
  id TEXT PRIMARY KEY,
  person_key TEXT NOT NULL,
  module_id TEXT NOT NULL,
  module_version TEXT NOT NULL,
  school_year TEXT NOT NULL,
  trained_on TEXT NOT NULL,
  school_id TEXT,
  context_key TEXT,
  name_mark TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX trainings_by_context ON trainings (context_key, school_year, person_key);
CREATE INDEX trainings_by_school ON trainings (school_id, school_year, person_key);
`
