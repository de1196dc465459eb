import { gzipSync } from 'node:zlib'

import type { Response } from 'express'

import { sendBytes } from './send-html.ts'

// The modules of a catalogue and their few variants, at each school that learns at the moment: some 6 MB. Whoever asks
// with made-up queries pushes only out what is drawn again.
const MOST_PAGES = 500

/** Pages as they were sent, by what they were drawn from. */
export interface SharedPages {
  send(res: Response, key: string, draw: () => string): void
}

export function createSharedPages(): SharedPages {
  const pages = new Map<string, { readonly plain: Buffer; readonly zipped: Buffer }>()

  function make(key: string, draw: () => string) {
    const plain = Buffer.from(draw())
    const made = { plain, zipped: gzipSync(plain) }
    const [oldest] = pages.keys()
    if (pages.size >= MOST_PAGES && oldest !== undefined) pages.delete(oldest)
    pages.set(key, made)
    return made
  }

  return {
    send(res, key, draw) {
      const { plain, zipped } = pages.get(key) ?? make(key, draw)
      sendBytes(res, plain, () => zipped)
    },
  }
}
