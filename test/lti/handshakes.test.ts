import { expect } from 'chai'
import fc from 'fast-check'

import { parseState } from '../../src/lti/handshake-state.ts'
import { createHandshakes } from '../../src/lti/handshakes.ts'
import type { RegistrationId } from '../../src/lti/index.ts'
import { createMac, createToken } from '../../src/runtime/index.ts'
import { aClock } from '../support/a-clock.ts'
import { codeOf } from '../support/rejection.ts'

const registrationId = 'registration-1' as RegistrationId
const macOf = (secret: string) => createMac(Buffer.from(secret.padEnd(32, '.')))

function memoryUsedStates() {
  const used = new Map<string, Date>()
  return {
    used,
    use(id: string, expiresAt: Date) {
      const isFirst = !used.has(id)
      if (isFirst) used.set(id, expiresAt)
      return Promise.resolve(isFirst)
    },
    sweep: () => Promise.resolve(0),
  }
}

function aDesk(secret = 'one', others: readonly string[] = []) {
  const clock = aClock()
  const usedStates = memoryUsedStates()
  const stateMacs = [macOf(secret), ...others.map(macOf)] as const
  const handshakes = createHandshakes({ usedStates, stateMacs, clock })
  const begin = (browser: string, storageTarget?: string) =>
    handshakes.begin({ registrationId, browser, ...(storageTarget && { storageTarget }) })
  const proven = (state: string, browser: string) => {
    const parsed = parseState(state)
    if (!parsed) throw new Error('not of our form')
    return handshakes.prove(parsed, browser)
  }
  const refusal = (state: string, browser: string) =>
    codeOf(Promise.resolve().then(() => proven(state, browser)))
  return { handshakes, clock, usedStates, begin, proven, refusal }
}

describe('a handshake', () => {
  const browser = createToken()

  it('gives the launch what its login knew, and writes nothing for it', () => {
    const { begin, proven, usedStates } = aDesk()
    const { state, nonce } = begin(browser)
    expect(proven(state, browser)).to.include({ registrationId, nonce, proof: 'cookie' })
    expect(usedStates.used.size).to.equal(0)
  })

  it('carries the place of platform storage where the browser’s secret lies there', () => {
    const { begin, proven } = aDesk()
    const { state } = begin(browser, 'lti_storage')
    expect(parseState(state)?.storageTarget).to.equal('lti_storage')
    expect(proven(state, browser).proof).to.equal('storage')
  })

  it('fits the limits of platforms and addresses', () => {
    const { begin } = aDesk()
    const { state, nonce } = begin(browser, 'a'.repeat(64))
    expect(state).to.match(/^[\w.-]{1,255}$/)
    expect(nonce).to.match(/^[\w-]{43}$/)
  })

  it('never has the same state or nonce twice', () => {
    const { begin } = aDesk()
    const made = Array.from({ length: 200 }, () => begin(browser))
    expect(new Set(made.map(({ state }) => state)).size).to.equal(200)
    expect(new Set(made.map(({ nonce }) => nonce)).size).to.equal(200)
  })

  it('is of no use to another browser', async () => {
    const { begin, refusal } = aDesk()
    expect(await refusal(begin(browser).state, createToken())).to.equal('state-unknown')
  })

  it('is of no use where another secret made it, and survives a new secret beside the old one', async () => {
    const { state, nonce } = aDesk('old').begin(browser)
    expect(await aDesk('new').refusal(state, browser)).to.equal('state-unknown')
    expect(aDesk('new', ['old']).proven(state, browser).nonce).to.equal(nonce)
  })

  it('ends after ten minutes, to the millisecond', async () => {
    const { begin, clock, proven, refusal } = aDesk()
    const { state } = begin(browser)
    clock.advance(10 * 60 * 1000 - 1)
    expect(proven(state, browser).registrationId).to.equal(registrationId)
    clock.advance(1)
    expect(await refusal(state, browser)).to.equal('state-unknown')
  })

  it('is used once, and remembered longer than a node whose clock is behind would take it', async () => {
    const { begin, proven, handshakes, usedStates } = aDesk()
    const handshake = proven(begin(browser).state, browser)
    const uses = Array.from({ length: 50 }, () => handshakes.use(handshake))
    const told = (await Promise.allSettled(uses)).map((one) =>
      one.status === 'fulfilled' ? 'in' : (one.reason as { code: string }).code,
    )
    expect(told.toSorted()).to.deep.equal(['in', ...Array<string>(49).fill('state-unknown')])
    const [remembered] = usedStates.used.values()
    expect(remembered?.getTime()).to.be.greaterThan(handshake.expiresAt.getTime() + 60_000)
  })

  it('is spoilt by any change of its state', async () => {
    const { begin, refusal } = aDesk()
    const { state } = begin(browser, 'lti_storage')
    const change = fc.record({
      at: fc.nat({ max: state.length - 1 }),
      by: fc.constantFrom('a', 'b', 'z', 'A', 'Z', '0', '9', '-', '_', '.'),
    })
    await fc.assert(
      fc.asyncProperty(change, async ({ at, by }) => {
        const changed = `${state.slice(0, at)}${by}${state.slice(at + 1)}`
        fc.pre(changed !== state)
        if (parseState(changed)) {
          expect(await refusal(changed, browser)).to.equal('state-unknown')
        }
      }),
    )
  })

  it('is not read out of anything else', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.webUrl(), fc.base64String()), (text) => {
        expect(parseState(text)).to.equal(undefined)
      }),
    )
  })
})
