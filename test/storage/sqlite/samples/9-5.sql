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
  trust TEXT NOT NULL, frame_origins TEXT NOT NULL DEFAULT '[]', counts_members INTEGER NOT NULL DEFAULT 0, authorization_server TEXT, invited INTEGER NOT NULL DEFAULT 0, granted_scopes TEXT,
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
, context_key TEXT NOT NULL DEFAULT '') STRICT, WITHOUT ROWID;
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
, line_item_search TEXT) STRICT, WITHOUT ROWID;
CREATE INDEX deliveries_by_due ON deliveries (state, next_try_at);
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
, module_changes TEXT) STRICT, WITHOUT ROWID;
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
CREATE INDEX completions_by_context ON completions (context_key, completed_at, module_id);
CREATE INDEX deliveries_by_platform
  ON deliveries (state, registration_id, last_problem, completed_at, next_try_at);
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
CREATE TABLE member_counts (
  context_key TEXT PRIMARY KEY,
  learners INTEGER NOT NULL,
  counted_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
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
INSERT INTO registrations (id, platform_id, name, issuer, client_id, auth_url, token_url, jwks_url, state, school_code, trust, frame_origins, counts_members, authorization_server, invited, granted_scopes) VALUES ('registration-1', 'platform-1', 'Moodle thử nghiệm', 'http://127.0.0.1:8899', 'stub-client-1', 'http://127.0.0.1:8899/mod/lti/auth.php', 'http://127.0.0.1:8899/mod/lti/token.php', 'http://127.0.0.1:8899/mod/lti/certs.php', 'active', NULL, '[]', '[]', 0, NULL, 0, NULL);
INSERT INTO deployments (registration_id, deployment_id, state) VALUES ('registration-1', '1', 'allowed');
INSERT INTO versions (name, value) VALUES ('help', 3);
INSERT INTO versions (name, value) VALUES ('registrations', 1);
INSERT INTO versions (name, value) VALUES ('schools', 2);
INSERT INTO completions (id, learner_key, module_id, module_version, school_year, completed_at, score_band, origin, score_intent, intent_since, context_key) VALUES ('O7bCRXFCi7If9l6mCtorK_Cjs2yspJSojcLcbXO4mYc', 'learner-1', 'B5', '1', '2026-2027', 1795399200250, 'high', '{"platformId":"platform-1","registrationId":"registration-1","deploymentId":"1","contextId":"2"}', NULL, NULL, '4SxPuHqdB5lgXeYQbw2EoGs-SODzSJ0Ad5recKze5Ks');
INSERT INTO completions (id, learner_key, module_id, module_version, school_year, completed_at, score_band, origin, score_intent, intent_since, context_key) VALUES ('U7jURmCJKEBFnCsFr9fF7JZ6PPeIglR89RiOYrGaBQU', 'learner-2', 'B5', '1', '2026-2027', 1795399200250, 'high', '{"platformId":"platform-1","registrationId":"registration-1","deploymentId":"1","contextId":"2"}', '{"registrationId":"registration-1","lineItemUrl":"http://127.0.0.1:8899/lineitems/2/lineitem?type_id=1","sealedSub":"v1.sealed","learnerKey":"learner-1"}', 1795399200250, '4SxPuHqdB5lgXeYQbw2EoGs-SODzSJ0Ad5recKze5Ks');
INSERT INTO deliveries (id, registration_id, line_item_url, completed_at, state, sealed_sub, try_count, next_try_at, last_problem, revision, line_item_search) VALUES ('vSX9ra-c9CsHEBRhP-7smUDZZnh_tUy1Gi7eqtjb-o8', 'registration-1', 'http://127.0.0.1:8899/lineitems/2/lineitem?type_id=1', 1795399200250, 'waiting', 'v1.sealed', 0, 1795399201000, NULL, 1, NULL);
INSERT INTO areas (id, name, kind, parent_id, valid_from, valid_to, revision) VALUES ('8SB55hoqA8tbxBYf', 'Xã Tân Lập', 'commune', NULL, '2025-07-01', NULL, 1);
INSERT INTO schools (id, code, record, revision, removed, version, import_id, before_import) VALUES ('AuU974GNUcmFF1sh', '72000412', '{"id":"AuU974GNUcmFF1sh","code":"72000412","name":"Trường Tiểu học Nguyễn Trãi","kind":"TH","stages":["th"],"identifiers":[],"communeId":"8SB55hoqA8tbxBYf","status":"active","gradeSizes":[{"grade":4,"enrolled":60}],"classes":[{"label":"4A","grade":4,"enrolled":31},{"label":"4B","grade":4,"enrolled":29}],"sizesAsOf":"2026-09-07","revision":1}', 1, 0, 2, NULL, NULL);
INSERT INTO school_imports (id, at, as_of, areas_new, state) VALUES ('import-1', 1795399200000, '2026-11-23', '["8SB55hoqA8tbxBYf"]', 'applied');
INSERT INTO accounts (id, email, name, password_hash, grants, state, revision) VALUES ('account-1', 'lan@truong.example', 'Nguyễn Thị Lan', NULL, '[{"role":"principal","schoolId":"AuU974GNUcmFF1sh","from":"2026-09-01"}]', 'active', 1);
INSERT INTO api_tokens (id, account_id, created_at, expires_at) VALUES ('token-1', 'account-1', 1795399200000, 1795485600000);
INSERT INTO bindings (context_key, registration_id, deployment_id, context_id, custom_codes, course_codes, state, source, school_id, first_seen_at, decisions, owed, owed_since, revision) VALUES ('4SxPuHqdB5lgXeYQbw2EoGs-SODzSJ0Ad5recKze5Ks', 'registration-1', '1', '2', '[]', '[]', 'unassigned', NULL, NULL, 1795392900000, '[]', '[]', NULL, 1);
INSERT INTO sessions (id, school_id, held_on, state, record, revision) VALUES ('session-72000412', 'AuU974GNUcmFF1sh', '2026-11-09', 'confirmed', '{"id":"session-72000412","schoolId":"AuU974GNUcmFF1sh","heldOn":"2026-11-09","minutes":35,"form":"class-hour","presenter":"school","modules":[{"id":"B5","version":"1"}],"topics":[],"audience":[{"label":"4A","grade":4,"enrolled":31,"present":30}],"evidence":[{"kind":"run-log","runId":"run-1"}],"state":"confirmed","enteredBy":{"kind":"account","id":"account-1","name":"Nguyễn Thị Lan","role":"principal"},"enteredAt":"2026-11-09T02:00:00.000Z","entries":[{"who":{"kind":"account","id":"account-1","name":"Nguyễn Thị Lan","role":"principal"},"what":"recorded","at":"2026-11-09T02:00:00.000Z","revision":1},{"who":{"kind":"account","id":"account-1","name":"Nguyễn Thị Lan","role":"principal"},"what":"confirmed","at":"2026-11-10T02:00:00.000Z","revision":2}],"revision":2}', 2);
INSERT INTO unplaced_sessions (id, context_key, record, revision) VALUES ('HKatOtEFc_-asbPoL2VC_D', '4SxPuHqdB5lgXeYQbw2EoGs-SODzSJ0Ad5recKze5Ks', '{"heldOn":"2026-11-22","minutes":35,"form":"class-hour","presenter":"school","modules":[],"topics":[],"audience":[{"label":"4A","grade":4,"enrolled":31,"present":30}],"evidence":[],"state":"held","enteredBy":{"kind":"lti","personKey":"teacher-1"},"enteredAt":"2026-11-23T00:15:00.000Z","entries":[{"who":{"kind":"lti","personKey":"teacher-1"},"what":"recorded","at":"2026-11-23T00:15:00.000Z","revision":1}],"revision":1,"id":"HKatOtEFc_-asbPoL2VC_D","contextKey":"4SxPuHqdB5lgXeYQbw2EoGs-SODzSJ0Ad5recKze5Ks","key":"1JOyD1EDV2CS9yH7hLcv7Sb8il-77gtZ_QAzM8NaiH4"}', 1);
INSERT INTO runs (id, person_key, school_id, started_at, recorded, record, revision) VALUES ('run-1', 'lti:teacher-1', 'AuU974GNUcmFF1sh', 1795392900000, 0, '{"moduleId":"B5","version":"1","startedBy":{"kind":"lti","personKey":"teacher-1"},"personKey":"lti:teacher-1","schoolId":"AuU974GNUcmFF1sh","id":"run-1","audience":"th2","grades":[4,5],"startedAt":"2026-11-23T00:15:00.000Z","slideReached":1,"slideCount":19,"polls":[],"lastSeenAt":"2026-11-23T00:15:00.000Z","revision":1}', 1);
INSERT INTO programmes (id, record, revision) VALUES ('qd-830', '{"name":"Bảo vệ trẻ em trên môi trường mạng","legalBasis":"Kế hoạch thực hiện Quyết định số 830/QĐ-TTg","addressee":"UBND tỉnh","from":"2021-06-01","to":"2025-12-31","id":"qd-830","revision":1}', 1);
INSERT INTO calendars (id, record, revision) VALUES ('2026-2027', '{"name":"Năm học 2026–2027","basis":"","isConfirmed":false,"ranges":[{"name":"Học kỳ I","from":"2026-09-07","to":"2027-01-09"},{"name":"Học kỳ II","from":"2027-01-11","to":"2027-05-29"}],"id":"2026-2027","revision":1}', 1);
INSERT INTO periods (id, name, from_day, to_day, due_day, state, min_sessions, modules, programme_id, calendar_id, opened_at, closed_at, revision, module_changes) VALUES ('2026-2027-hk1', 'Học kỳ I 2026–2027', '2026-09-07', '2027-01-09', '2026-11-30', 'open', 1, '["B5"]', NULL, NULL, 1788739200000, NULL, 2, NULL);
INSERT INTO obligations (period_id, school_id, stages, exempt_reason, school, changes, revision) VALUES ('2026-2027-hk1', 'AuU974GNUcmFF1sh', '["th"]', NULL, '{"code":"72000412","name":"Trường Tiểu học Nguyễn Trãi","communeId":"8SB55hoqA8tbxBYf","enrolled":60,"enrolledByStage":{"th":60},"gradeSizes":[{"grade":4,"enrolled":60}]}', '[]', 1);
INSERT INTO coverage_rows (period_id, school_id, wanted, stored, dirty, code, cell, sort_key, status, th, thcs, thpt, care, computed_on, changed_at, body) VALUES ('2026-2027-hk1', 'AuU974GNUcmFF1sh', 1, 1, 0, '72000412', '8SB55hoqA8tbxBYf|', '5 truong tieu hoc nguyen trai 72000412', 'met', 'met', NULL, NULL, NULL, '2026-11-23', 1795392900250, '{"periodId":"2026-2027-hk1","schoolId":"AuU974GNUcmFF1sh","code":"72000412","name":"Trường Tiểu học Nguyễn Trãi","communeId":"8SB55hoqA8tbxBYf","cell":"8SB55hoqA8tbxBYf|","sortKey":"5 truong tieu hoc nguyen trai 72000412","status":"met","stages":[{"stage":"th","status":"met","sessions":1,"owed":1,"present":30,"enrolled":60,"completions":2,"dueOn":"2026-11-30"}],"modules":{"completions":2,"expected":60},"trained":0,"evidence":["run-log"],"metOn":"2026-11-10","computedOn":"2026-11-23","version":1,"log":[{"stage":"th","from":"no-plan","to":"met","version":1,"at":"2026-11-23T00:15:00.250Z"}]}');
INSERT INTO coverage_cells (period_id, cell, basis, body) VALUES ('2026-2027-hk1', '8SB55hoqA8tbxBYf|', 1, '{"obligated":1,"met":1,"byStatus":{"overdue":0,"returned":0,"no-plan":0,"planned":0,"held-unconfirmed":0,"met":1,"exempt":0},"byStage":{"th":{"obligated":1,"met":1,"waiting":0},"thcs":{"obligated":0,"met":0,"waiting":0},"thpt":{"obligated":0,"met":0,"waiting":0},"care":{"obligated":0,"met":0,"waiting":0}},"reach":{"enrolled":60,"present":30},"modules":{"completions":2,"expected":60},"trained":0,"metOn":{"2026-11-10":1},"lostOn":{}}');
INSERT INTO invitations (id, school_code, trust, created_at, expires_at) VALUES ('invitation-1', '72000412', '["custom"]', 1795399200000, 1795485600000);
INSERT INTO signing_keys (number, kid, sealed_private_key, created_at, signs_from) VALUES (1, 'key-1', 'v1.sealed', 1795399200000, 1795399200000);
INSERT INTO member_counts (context_key, learners, counted_at) VALUES ('4SxPuHqdB5lgXeYQbw2EoGs-SODzSJ0Ad5recKze5Ks', 41, 1795399200000);
INSERT INTO certificates (number, module_id, module_version, school_id, issued_on, salt, name_hash) VALUES ('LC-2026-2222-2222-2222', 'T1', '1', 'AuU974GNUcmFF1sh', '2026-11-23', 'salt-1', 'hash-1');
INSERT INTO content_previews (id, account_id, archive, expires_at) VALUES ('twXyGqsq8sTaIRPlbs-R2oaj20LyZaY4dJgQULylDXM', 'account-1', 'UEsDBAD/', 1795485600000);
INSERT INTO follow_ups (id, session_id, school_id, label, person_key, done_at) VALUES ('bCjEe99Hb9CuEr9sjy1ugt', 'session-1', 'AuU974GNUcmFF1sh', '4A', 'lti:teacher-1', 1795572000000);
INSERT INTO help_records (id, record, revision) VALUES ('so-tre-em', '{"kind":"hotline","id":"so-tre-em","name":"Đường dây của Sở","number":"0276 382 1234","about":"Nghe trong giờ hành chính.","order":6,"isShown":true,"revision":1}', 1);
INSERT INTO help_records (id, record, revision) VALUES ('trung-tam-1', '{"kind":"facility","id":"trung-tam-1","areaId":"8SB55hoqA8tbxBYf","name":"Trung tâm công tác xã hội trẻ em","phone":"0276 382 5678","address":"12 đường Hoa Sen","isShown":true,"revision":1}', 1);
INSERT INTO help_records (id, record, revision) VALUES ('counsellor-AuU974GNUcmFF1sh', '{"kind":"counsellor","id":"counsellor-AuU974GNUcmFF1sh","schoolId":"AuU974GNUcmFF1sh","name":"Phòng tư vấn học đường","phone":"0276 382 9999","about":"Cạnh thư viện, giờ ra chơi.","revision":1}', 1);
INSERT INTO open_runs (id, module_id, module_version, school_id, day) VALUES ('run-1', 'P1', '1', 'AuU974GNUcmFF1sh', '2026-11-23');
INSERT INTO public_tokens (school_id, token, made_at) VALUES ('AuU974GNUcmFF1sh', 'k7qm2hvx', 1795395600000);
INSERT INTO resources (id, module_id, title, url, for_learners, saved_at) VALUES ('FNYylBrDu4jlUS-8cSTWD_BZ5-VgvvCKnkizIkhXtD8', 'B5', 'Phim ngắn: Cái bẫy quà tặng', 'https://khonggianmang.example.vn/bay-lua', 1, 1795399200000);
INSERT INTO trainings (id, person_key, module_id, module_version, school_year, trained_on, school_id, context_key, name_mark) VALUES ('O4UBLR_PJuUKo3TRXzJKCo8tO3PueTEuXMc1xVkTzOg', 'teacher-1', 'T1', '1', '2026-2027', '2026-11-23', 'AuU974GNUcmFF1sh', NULL, NULL);
PRAGMA user_version = 9;

-- visits.db
CREATE TABLE visits (
  id TEXT PRIMARY KEY,
  role TEXT NOT NULL,
  counted INTEGER NOT NULL,
  learner_key TEXT NOT NULL,
  account_id TEXT,
  origin TEXT,
  score_target TEXT,
  expires_at INTEGER NOT NULL
, task TEXT) STRICT, WITHOUT ROWID;
CREATE INDEX visits_by_expiry ON visits (expires_at);
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
CREATE TABLE school_import_drafts (
  id TEXT PRIMARY KEY,
  as_of TEXT NOT NULL,
  list TEXT NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT;
CREATE INDEX school_import_drafts_by_expiry ON school_import_drafts (expires_at);
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
CREATE TABLE used_states (
  id TEXT PRIMARY KEY,
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX used_states_by_expiry ON used_states (expires_at);
CREATE INDEX visits_by_account ON visits (account_id) WHERE account_id IS NOT NULL;
CREATE TABLE platform_health (
  registration_id TEXT NOT NULL,
  process_id TEXT NOT NULL,
  updated_at INTEGER NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (registration_id, process_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX platform_health_by_update ON platform_health (updated_at);
INSERT INTO visits (id, role, counted, learner_key, account_id, origin, score_target, expires_at, task) VALUES ('visit-1', 'learner', 1, 'learner-1', NULL, '{"platformId":"platform-1","registrationId":"registration-1","deploymentId":"1"}', NULL, 1795421700000, NULL);
PRAGMA user_version = 5;
