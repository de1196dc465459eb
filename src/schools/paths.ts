export const paths = {
  list: '/schools',
  import: '/schools/import',
  undoImport: '/schools/import/undo',
  preview: (draftId: string) => `/schools/import/${draftId}`,
  export: '/schools/export.xlsx',
  school: (code: string) => `/schools/${encodeURIComponent(code)}`,
  /** The page of what it owes and did belongs to coverage/. */
  coverage: (code: string) => `/coverage/schools/${encodeURIComponent(code)}`,
}
