/** One index; `_id` has its own everywhere. */
export interface Index {
  readonly collection: string
  readonly keys: Readonly<Record<string, 1 | -1>>
  readonly unique?: true
}

/**
 * Every index there is, with the question that it answers; test/storage/mongo/ compares them with what the repositories
 * ask. Nothing that a wire-compatible server may lack (architecture §3.10).
 */
export const INDEXES: readonly Index[] = [
  // invariants
  { collection: 'registrations', keys: { issuer: 1, clientId: 1 }, unique: true },
  { collection: 'accounts', keys: { email: 1 }, unique: true },
  { collection: 'schools', keys: { code: 1 }, unique: true },
  { collection: 'public_tokens', keys: { token: 1 }, unique: true },
  // what has expired
  { collection: 'used_states', keys: { expiresAt: 1 } },
  { collection: 'visits', keys: { expiresAt: 1 } },
  { collection: 'attempts', keys: { expiresAt: 1 } },
  { collection: 'api_tokens', keys: { expiresAt: 1 } },
  { collection: 'sign_in_links', keys: { expiresAt: 1 } },
  { collection: 'sign_in_tries', keys: { expiresAt: 1 } },
  { collection: 'school_import_drafts', keys: { expiresAt: 1 } },
  { collection: 'run_codes', keys: { expiresAt: 1 } },
  { collection: 'session_drafts', keys: { expiresAt: 1 } },
  { collection: 'content_previews', keys: { expiresAt: 1 } },
  { collection: 'invitations', keys: { expiresAt: 1 } },
  { collection: 'platform_health', keys: { updatedAt: 1 } },
  // what an account has
  { collection: 'visits', keys: { accountId: 1 } },
  { collection: 'api_tokens', keys: { accountId: 1 } },
  { collection: 'sign_in_links', keys: { accountId: 1 } },
  { collection: 'content_previews', keys: { accountId: 1, expiresAt: 1 } },
  // what is owed
  { collection: 'completions', keys: { intentSince: 1 } },
  { collection: 'deliveries', keys: { state: 1, nextTryAt: 1 } },
  { collection: 'deliveries', keys: { state: 1, registrationId: 1, completedAt: 1 } },
  { collection: 'deliveries', keys: { state: 1, registrationId: 1, nextTryAt: 1 } },
  { collection: 'bindings', keys: { owedSince: 1 } },
  // schools
  { collection: 'areas', keys: { name: 1, _id: 1 } },
  { collection: 'schools', keys: { version: 1 } },
  { collection: 'schools', keys: { importId: 1 } },
  { collection: 'school_imports', keys: { at: 1 } },
  // courses
  { collection: 'bindings', keys: { state: 1, firstSeenAt: 1, _id: 1 } },
  { collection: 'bindings', keys: { schoolId: 1, firstSeenAt: 1, _id: 1 } },
  { collection: 'completions', keys: { contextKey: 1, completedAt: 1, moduleId: 1 } },
  // sessions
  { collection: 'sessions', keys: { schoolId: 1, heldOn: -1, _id: 1 } },
  { collection: 'sessions', keys: { schoolId: 1, state: 1, heldOn: 1, _id: 1 } },
  { collection: 'unplaced_sessions', keys: { contextKey: 1, _id: 1 } },
  { collection: 'follow_ups', keys: { schoolId: 1, sessionId: 1, label: 1 } },
  { collection: 'runs', keys: { personKey: 1, recorded: 1, startedAt: -1 } },
  { collection: 'runs', keys: { schoolId: 1, recorded: 1, startedAt: -1 } },
  // modules
  { collection: 'resources', keys: { moduleId: 1, title: 1 } },
  // requirements
  { collection: 'periods', keys: { from: -1, _id: 1 } },
  { collection: 'obligations', keys: { periodId: 1, schoolId: 1 } },
  // adults
  { collection: 'open_runs', keys: { day: 1, moduleId: 1, schoolId: 1 } },
  { collection: 'open_runs', keys: { schoolId: 1, day: 1, moduleId: 1 } },
  { collection: 'trainings', keys: { contextKey: 1, schoolYear: 1, personKey: 1 } },
  { collection: 'trainings', keys: { schoolId: 1, schoolYear: 1, personKey: 1 } },
  // coverage
  { collection: 'coverage_rows', keys: { dirty: 1, _id: 1 } },
  { collection: 'coverage_rows', keys: { schoolId: 1, dirty: 1, _id: 1 } },
  { collection: 'coverage_rows', keys: { periodId: 1, code: 1, sortKey: 1, cell: 1 } },
  { collection: 'coverage_rows', keys: { periodId: 1, cell: 1 } },
  { collection: 'coverage_rows', keys: { periodId: 1, computedOn: 1, dirty: 1 } },
  { collection: 'coverage_rows', keys: { periodId: 1, changedAt: 1 } },
  {
    collection: 'coverage_rows',
    keys: { periodId: 1, sortKey: 1, cell: 1, status: 1, th: 1, thcs: 1, thpt: 1, care: 1 },
  },
  { collection: 'coverage_cells', keys: { periodId: 1, cell: 1 } },
]
