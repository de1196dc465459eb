import { promisify } from 'node:util'
import { gzip, gzipSync } from 'node:zlib'

import type { Response } from 'express'

// Below, a header line outweighs what is saved; above, the event loop would notice.
const [SMALLEST, LARGEST] = [1024, 32 * 1024]

const gzipInThread = promisify(gzip)

/**
 * A page of the usual few kilobytes is compressed at once: to hand it to a thread takes four times as long as the work
 * itself (docs/performance.md).
 */
export function sendHtml(res: Response, html: string): void {
  const bytes = Buffer.from(html)
  if (bytes.length <= LARGEST) sendBytes(res, bytes, () => gzipSync(bytes))
  else void sendLarge(res, bytes)
}

async function sendLarge(res: Response, bytes: Buffer): Promise<void> {
  try {
    const zipped = await gzipInThread(bytes)
    sendBytes(res, bytes, () => zipped)
  } catch {
    // Out of memory, say: the page itself is there.
    sendAsHtml(res, bytes)
  }
}

/** Compressed where it is worth it and the browser takes it. */
export function sendBytes(res: Response, plain: Buffer, zip: () => Buffer): void {
  res.vary('Accept-Encoding')
  if (plain.length < SMALLEST || !res.req.acceptsEncodings('gzip')) sendAsHtml(res, plain)
  else sendAsHtml(res.set('Content-Encoding', 'gzip'), zip())
}

function sendAsHtml(res: Response, bytes: Buffer): void {
  res.set('Content-Type', 'text/html; charset=utf-8').send(bytes)
}
