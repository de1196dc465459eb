import type { JSONWebKeySet } from 'jose'

import type { Lms } from './lms.ts'
import { isRecord } from './request-values.ts'

const timeoutInMs = 5000

/** What a tool signs with, asked anew each time. */
export async function fetchToolKeys(lms: Lms, url: string): Promise<JSONWebKeySet> {
  const signal = AbortSignal.any([lms.stopping, AbortSignal.timeout(timeoutInMs)])
  const answer = await fetch(url, { signal, redirect: 'error', headers: { connection: 'close' } })
  const body: unknown = await answer.json()
  if (!answer.ok || !isKeySet(body)) throw new Error('the tool serves no key set')
  return body
}

function isKeySet(body: unknown): body is JSONWebKeySet {
  return isRecord(body) && Array.isArray(body['keys'])
}
