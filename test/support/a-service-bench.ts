import { createAccessTokens } from '../../src/lti/access-tokens.ts'
import type { ToolKey, ToolKeyRepository } from '../../src/lti/index.ts'
import { createLtijsServices } from '../../src/lti/ltijs-services.ts'
import { createOutbound } from '../../src/lti/outbound.ts'
import { createServicePages } from '../../src/lti/service-pages.ts'
import { createToolKeys } from '../../src/lti/tool-keys.ts'
import { createSealer } from '../../src/runtime/index.ts'
import { aClock } from './a-clock.ts'
import { aRegistration } from './a-registration.ts'
import { type FakePlatform, startFakePlatform } from './fake-platform.ts'

export function memoryToolKeys(): ToolKeyRepository {
  const stored: ToolKey[] = []
  return {
    list: () => Promise.resolve(stored),
    add(key) {
      const isNew = !stored.some(({ number }) => number === key.number)
      if (isNew) stored.push(key)
      return Promise.resolve(isNew)
    },
    schedule: () => Promise.resolve(false),
    remove: () => Promise.resolve(),
  }
}

const toolKeys = createToolKeys({
  toolKeys: memoryToolKeys(),
  sealer: createSealer(['a secret of the test, long enough for us'], 'tool-key'),
  clock: aClock(),
})

export type ServiceBench = Awaited<ReturnType<typeof startServiceBench>>

/** A platform that gives tokens, and what services are called with. */
export async function startServiceBench() {
  const platform = await startFakePlatform()
  const clock = aClock()
  const scopes: string[] = []
  answerTokens(platform, scopes)
  const registration = aRegistration({ issuer: platform.url, tokenUrl: `${platform.url}/token` })
  const registry = { byId: () => registration }
  const lax = createOutbound({ allowPrivate: true })
  const strict = createOutbound({ allowPrivate: false })
  const tokens = createAccessTokens({ outbound: lax, toolKeys, clock })
  return {
    platform,
    clock,
    /** The scopes of every token that was asked for. */
    scopes,
    registration,
    /** What a service stands on; `isStrict`: private addresses are refused, but tokens are to be had. */
    partsOf({ isStrict = false } = {}) {
      const outbound = isStrict ? strict : lax
      const services = createLtijsServices(outbound, tokens)
      const pages = createServicePages({ outbound, tokens, clock })
      return { registry, services, pages, tokens }
    },
    async stop() {
      await lax.close()
      await strict.close()
      await platform.stop()
    },
  }
}

function answerTokens(platform: FakePlatform, scopes: string[]): void {
  platform.answer('/token', ({ body }) => {
    scopes.push(new URLSearchParams(body).get('scope') ?? '')
    const token = { access_token: `t${scopes.length}`, token_type: 'Bearer', expires_in: 3600 }
    return { status: 200, body: JSON.stringify(token) }
  })
}
