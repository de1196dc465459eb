import { fileURLToPath } from 'node:url'

/** Two levels up from here, both in src/ and in dist/. */
export const viewsFolder = fileURLToPath(new URL('../../views/', import.meta.url))
