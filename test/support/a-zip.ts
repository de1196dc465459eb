import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

import JSZip from 'jszip'

/** What an editor did to files of the folder, by their names in it. */
export type Changes = Readonly<Record<string, (text: string) => string>>

/** A version of a module as an editor uploads it: the files of a folder under another name. */
export async function aZipOf(folder: string, as: string, changes: Changes = {}): Promise<Buffer> {
  const zip = new JSZip()
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const file = path.join(entry.parentPath, entry.name)
    const name = path.relative(folder, file)
    const change = changes[name]
    zip.file(`${as}/${name}`, change ? change(readFileSync(file, 'utf8')) : readFileSync(file))
  }
  return zip.generateAsync({ type: 'nodebuffer' })
}
