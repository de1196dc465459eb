/** Days are texts `YYYY-MM-DD`, moments milliseconds since 1970. */
export const coverageFacts = `
CREATE TABLE programmes (
  id TEXT PRIMARY KEY,
  record TEXT NOT NULL,
  revision INTEGER NOT NULL
) STRICT;

CREATE TABLE calendars (
  id TEXT PRIMARY KEY,
  record TEXT NOT NULL,
  revision INTEGER NOT NULL
) STRICT;

CREATE TABLE periods (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  from_day TEXT NOT NULL,
  to_day TEXT NOT NULL,
  due_day TEXT NOT NULL,
  state TEXT NOT NULL,
  min_sessions INTEGER NOT NULL,
  modules TEXT NOT NULL,
  programme_id TEXT,
  calendar_id TEXT,
  opened_at INTEGER,
  closed_at INTEGER,
  revision INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE obligations (
  period_id TEXT NOT NULL,
  school_id TEXT NOT NULL,
  stages TEXT NOT NULL,
  exempt_reason TEXT,
  school TEXT NOT NULL,
  changes TEXT NOT NULL,
  revision INTEGER NOT NULL,
  PRIMARY KEY (period_id, school_id)
) STRICT;

CREATE TABLE coverage_rows (
  period_id TEXT NOT NULL,
  school_id TEXT NOT NULL,
  wanted INTEGER NOT NULL,
  stored INTEGER NOT NULL,
  dirty INTEGER NOT NULL,
  code TEXT NOT NULL,
  cell TEXT NOT NULL,
  sort_key TEXT NOT NULL,
  status TEXT NOT NULL,
  th TEXT,
  thcs TEXT,
  thpt TEXT,
  care TEXT,
  computed_on TEXT NOT NULL,
  changed_at INTEGER,
  body TEXT,
  PRIMARY KEY (period_id, school_id)
) STRICT;
CREATE INDEX coverage_rows_by_dirty ON coverage_rows (dirty, period_id, school_id);
CREATE INDEX coverage_rows_by_school ON coverage_rows (school_id, dirty, period_id);
CREATE INDEX coverage_rows_by_code ON coverage_rows (period_id, code, sort_key, cell, school_id);
CREATE INDEX coverage_rows_by_cell ON coverage_rows (period_id, cell);
CREATE INDEX coverage_rows_by_day ON coverage_rows (period_id, computed_on);
CREATE INDEX coverage_rows_by_change ON coverage_rows (period_id, changed_at);
CREATE INDEX coverage_rows_by_order
  ON coverage_rows (period_id, sort_key, school_id, cell, status, th, thcs, thpt, care);

CREATE TABLE coverage_cells (
  period_id TEXT NOT NULL,
  cell TEXT NOT NULL,
  basis INTEGER NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (period_id, cell)
) STRICT, WITHOUT ROWID;
`
