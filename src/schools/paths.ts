export const paths = {
  list: '/schools',
  import: '/schools/import',
  undoImport: '/schools/import/undo',
  preview: (draftId: string) => `/schools/import/${draftId}`,
  export: '/schools/export.xlsx',
  school: (code: string) => `/schools/${encodeURIComponent(code)}`,
  /** The page of its counsellor belongs to help/. */
  counsellor: (code: string) => `/schools/${encodeURIComponent(code)}/counsellor`,
  /** The page of it belongs to open/. */
  poster: (code: string) => `/schools/${encodeURIComponent(code)}/poster`,
  /** The page of what it owes and did belongs to coverage/. */
  coverage: (code: string) => `/coverage/schools/${encodeURIComponent(code)}`,
}
