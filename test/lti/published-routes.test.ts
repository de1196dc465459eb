import { expect } from 'chai'

import { aClock } from '../support/a-clock.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'

const DAY_MS = 24 * 60 * 60 * 1000

describe('what anybody may read about us', () => {
  let app: TestApp
  let clock: ReturnType<typeof aClock>
  beforeEach(async () => {
    clock = aClock()
    app = await startTestApp({ clock })
  })
  afterEach(() => app.stop())

  const keySet = async () => {
    const response = await fetch(`${app.url}/lti/jwks`)
    const { keys } = (await response.json()) as { keys: Record<string, string>[] }
    return { keys, headers: response.headers }
  }

  it('is the current key at first, to be kept for an hour', async () => {
    const { keys, headers } = await keySet()
    expect(keys).to.have.length(1)
    expect(headers.get('cache-control')).to.equal('public, max-age=3600')
  })

  it('is previous, current and next key after a rotation, public halves of RSA-2048 only', async () => {
    const { keyRotation } = app.deps.lti
    await keyRotation.sweep(clock.now())
    clock.advance(2 * DAY_MS)
    await keyRotation.rotate()
    await keyRotation.sweep(clock.now())
    clock.advance(1000)
    const { keys } = await keySet()
    expect(keys.map(({ kid }) => kid)).to.deep.equal(
      (await keyRotation.list()).map(({ kid }) => kid),
    )
    expect(keys).to.have.length(3)
    for (const key of keys) {
      expect(Object.keys(key).toSorted()).to.deep.equal(['alg', 'e', 'kid', 'kty', 'n', 'use'])
      expect(Buffer.from(key['n']!, 'base64url')).to.have.length(256)
    }
  })

  it('has the next key on its own once the server’s sweeper ran', async () => {
    app.deps.sweeper.start()
    const deadline = Date.now() + 3000
    while ((await app.deps.lti.keyRotation.list()).length < 2 && Date.now() < deadline) {
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
    await app.deps.sweeper.stop()
    const states = (await app.deps.lti.keyRotation.list()).map(({ state }) => state)
    expect(states).to.deep.equal(['current', 'next'])
  })

  it('is our configuration for Canvas, with our own addresses', async () => {
    const response = await fetch(`${app.url}/lti/canvas.json`)
    const configuration = (await response.json()) as Record<string, string>
    expect(response.headers.get('content-type')).to.match(/^application\/json/)
    expect(configuration['target_link_uri']).to.equal(`${app.url}/lti/launch`)
    expect(configuration['public_jwk_url']).to.equal(`${app.url}/lti/jwks`)
  })
})
