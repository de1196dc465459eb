import type { Module } from '../catalogue/index.ts'
import { type HelpNear, NO_HELP_NEAR } from '../web/index.ts'

/** A file that a module makes; where the teacher's school is known, it names who helps there. */
export type FileOf<File> = (module: Module, helpNear?: HelpNear) => Promise<File>

export interface Wanted {
  readonly module: Module
  readonly helpNear: HelpNear
}

// Half a megabyte each; a school's own differs from the next one's.
const MOST_FILES = 64

/** Each takes its time of the one thread, so the latest are kept, and let go with the catalogue that they were made from. */
export function keptFiles<File>(make: (wanted: Wanted) => Promise<File>): FileOf<File> {
  const made = new Map<string, { readonly of: Module; readonly file: Promise<File> }>()
  return (module, helpNear = NO_HELP_NEAR) => {
    const key = `${module.id} ${JSON.stringify(helpNear)}`
    const known = made.get(key)
    if (known?.of === module) return known.file
    const file = make({ module, helpNear })
    const [oldest] = made.keys()
    if (made.size >= MOST_FILES && oldest !== undefined) made.delete(oldest)
    made.set(key, { of: module, file })
    // What failed is tried again; whoever asked hears of it.
    file.catch(() => made.delete(key))
    return file
  }
}
