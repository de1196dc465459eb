import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

import { expect } from 'chai'
import JSZip from 'jszip'

import type { Preview } from '../../src/editing/index.ts'
import { createPreviewShelf } from '../../src/editing/preview-shelf.ts'
import { aClock } from '../support/a-clock.ts'

const B5 = 'content/B5/1'

async function anArchive(): Promise<Uint8Array> {
  const zip = new JSZip()
  for (const entry of readdirSync(B5, { recursive: true, withFileTypes: true })) {
    const file = path.join(entry.parentPath, entry.name)
    if (entry.isFile()) zip.file(path.relative(B5, file), readFileSync(file))
  }
  return zip.generateAsync({ type: 'uint8array' })
}

describe('the shelf of previews', () => {
  it('reads an archive once, for all pages and pictures that are looked at', async () => {
    const kept = new Map<string, Preview>()
    let read = 0
    const shelf = createPreviewShelf({
      previews: {
        add: (preview) => Promise.resolve(void kept.set(preview.id, preview)),
        find: (id) => Promise.resolve(kept.get(id)).finally(() => (read += 1)),
        findHead: (id) => Promise.resolve(kept.get(id)),
        keepNewest: () => Promise.resolve(),
        remove: (id) => Promise.resolve(void kept.delete(id)),
        sweep: () => Promise.resolve(0),
      },
      clock: aClock(),
    })
    const archive = await anArchive()
    const token = await shelf.keep(archive, 'account-1')
    const looks = Array.from({ length: 20 }, () => shelf.open(token, 'account-1'))
    const [opened] = await Promise.all(looks)
    expect(opened?.module.id).to.equal('B5')
    expect(read).to.equal(1)
    expect(opened && (await shelf.archiveOf(opened))).to.deep.equal(archive)
  })
})
