/** Days are `YYYY-MM-DD`, times milliseconds since 1970. */
export const schoolFacts = `
CREATE TABLE areas (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  parent_id TEXT,
  valid_from TEXT NOT NULL,
  valid_to TEXT,
  revision INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE schools (
  id TEXT PRIMARY KEY,
  code TEXT NOT NULL UNIQUE,
  record TEXT NOT NULL,
  revision INTEGER NOT NULL,
  removed INTEGER NOT NULL,
  version INTEGER NOT NULL,
  import_id TEXT,
  before_import TEXT
) STRICT;
CREATE INDEX schools_by_version ON schools (version);
CREATE INDEX schools_by_import ON schools (import_id);

CREATE TABLE school_imports (
  id TEXT PRIMARY KEY,
  at INTEGER NOT NULL,
  as_of TEXT NOT NULL,
  areas_new TEXT NOT NULL,
  state TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX school_imports_by_time ON school_imports (at);
`

export const schoolVisits = `
CREATE TABLE school_import_drafts (
  id TEXT PRIMARY KEY,
  as_of TEXT NOT NULL,
  list TEXT NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT;
CREATE INDEX school_import_drafts_by_expiry ON school_import_drafts (expires_at);
`
