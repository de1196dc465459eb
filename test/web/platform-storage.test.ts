import { readFileSync } from 'node:fs'
import { setImmediate } from 'node:timers/promises'
import vm from 'node:vm'

import { expect } from 'chai'

const script = new vm.Script(readFileSync('views/assets/platform-storage.js', 'utf8'))
const PLATFORM = 'https://lms.example'

interface Asked {
  readonly subject: string
  readonly message_id: string
  readonly key: string
  readonly value?: string
}

interface Heard {
  readonly origin: string
  readonly data: unknown
}

type Listener = (event: Heard) => void

interface Timer {
  readonly atMs: number
  readonly everyMs?: number
  run(): void
}

/** The script in a frame that it cannot tell from a browser’s. */
function aFrame(
  data: Record<string, string>,
  { isTop = false, hasNamed = true, without = '' } = {},
) {
  const asked: { readonly frame: string; readonly origin: string; readonly message: Asked }[] = []
  const frameOf = (frame: string) => ({
    postMessage: (message: Asked, origin: string) => asked.push({ frame, message, origin }),
  })
  let listeners: readonly Listener[] = []
  const timers = new Map<number, Timer>()
  const said = { opening: { hidden: true }, otherwise: { hidden: false } }
  const went: string[] = []
  const proven: string[] = []
  const onLoad: (() => void)[] = []
  let nowMs = 0

  const frames = new Proxy(
    {},
    {
      get(_target, name) {
        if (hasNamed) return frameOf(String(name))
        throw new Error('cross-origin')
      },
    },
  )
  const later = (timer: Timer) => {
    timers.set(timers.size + 1, timer)
    return timers.size
  }
  const window: Record<string, unknown> = {
    crypto: globalThis.crypto,
    ...{
      fetch: true,
      URLSearchParams: true,
      FormData: true,
      DOMParser: true,
      [without]: undefined,
    },
    addEventListener: (_type: string, listener: Listener) => (listeners = [...listeners, listener]),
    removeEventListener: (_type: string, gone: Listener) =>
      (listeners = listeners.filter((one) => one !== gone)),
    setTimeout: (run: (...all: unknown[]) => void, ms: number, ...all: unknown[]) =>
      later({ atMs: nowMs + ms, run: () => run(...all) }),
    setInterval: (run: () => void, ms: number) => later({ atMs: nowMs + ms, everyMs: ms, run }),
    clearInterval: (id: number) => timers.delete(id),
    CustomEvent: class {
      readonly detail: string
      constructor(_type: string, { detail }: { readonly detail: string }) {
        this.detail = detail
      }
    },
  }
  window['parent'] = isTop ? window : { ...frameOf('_parent'), frames }
  const place = {
    dataset: { origin: PLATFORM, key: 'lachan_state', target: 'lti_storage', ...data },
    querySelector: () => said.opening,
    dispatchEvent: ({ detail }: { readonly detail: string }) => proven.push(detail),
  }
  const document = {
    querySelector: (asks: string) => (asks === '[data-storage]' ? place : said.otherwise),
    addEventListener: (_type: string, listener: () => void) => onLoad.push(listener),
  }
  const location = { replace: (url: string) => went.push(url) }
  script.runInNewContext({ window, document, location, Promise, Object, Array, Uint8Array, Error })
  for (const listener of onLoad) listener()

  return {
    asked,
    said,
    went,
    proven,
    async hear(event: Heard) {
      for (const listener of listeners) listener(event)
      await setImmediate()
    },
    async wait(ms: number) {
      nowMs += ms
      for (const [id, timer] of [...timers].filter(([, { atMs }]) => atMs <= nowMs)) {
        if (timer.everyMs === undefined) timers.delete(id)
        else timers.set(id, { ...timer, atMs: nowMs + timer.everyMs })
        timer.run()
      }
      await setImmediate()
    },
  }
}

type Frame = ReturnType<typeof aFrame>

const PUT = { storage: 'put', secret: 'secret-1', nextUrl: 'https://lms.example/auth?state=s' }

const answerTo = ({ message }: Frame['asked'][number], more: object = {}): Heard => ({
  origin: PLATFORM,
  data: { subject: `${message.subject}.response`, message_id: message.message_id, ...more },
})

const last = (frame: Frame) => frame.asked.at(-1) ?? expect.fail('nothing was asked')

describe('the script that speaks to platform storage (lti-pm-s)', () => {
  it('6.storage.2: puts and reads back, each with an id of its own, and then goes on', async () => {
    const frame = aFrame(PUT)
    expect(last(frame).message).to.include({
      subject: 'lti.put_data',
      key: 'lachan_state',
      value: 'secret-1',
    })
    await frame.hear(answerTo(last(frame)))
    expect(last(frame).message).to.include({ subject: 'lti.get_data', key: 'lachan_state' })
    expect(frame.went).to.deep.equal([])
    await frame.hear(answerTo(last(frame), { value: 'secret-1' }))
    expect(frame.went).to.deep.equal([PUT.nextUrl])
    expect(new Set(frame.asked.map(({ message }) => message.message_id)).size).to.equal(2)
  })

  it('6.storage.2: gets what proves a launch', async () => {
    const frame = aFrame({ storage: 'get' })
    await frame.hear(answerTo(last(frame), { value: 'secret-1' }))
    expect(frame.proven).to.deep.equal(['secret-1'])
  })

  for (const [target, hasNamed, asks] of [
    ['_parent', true, '_parent'],
    ['lti_storage', true, 'lti_storage'],
    ['lti_storage', false, '_parent'],
  ] as const) {
    it(`6.storage.3: asks ${asks} for ${target}, the platform’s origin alone`, () => {
      const frame = aFrame({ ...PUT, target }, { hasNamed })
      expect(last(frame)).to.include({ frame: asks, origin: PLATFORM })
    })
  }

  const strange: readonly (readonly [string, (asked: Frame['asked'][number]) => Heard])[] = [
    ['another origin', (asked) => ({ ...answerTo(asked), origin: 'https://evil.example' })],
    ['an opaque origin', (asked) => ({ ...answerTo(asked), origin: 'null' })],
    ['the platform to another question', (asked) => answerTo(asked, { message_id: 'x' })],
    ['the platform under another subject', (asked) => answerTo(asked, { subject: 'lti.x' })],
    ['the platform with nothing', () => ({ origin: PLATFORM, data: null })],
    ['the platform with a text', () => ({ origin: PLATFORM, data: 'lti.put_data.response' })],
  ]
  for (const [whom, answer] of strange) {
    it(`6.storage.3: does not hear ${whom}`, async () => {
      const frame = aFrame(PUT)
      await frame.hear(answer(last(frame)))
      expect(frame.asked).to.have.length(1)
      expect(frame.said.otherwise.hidden).to.equal(true)
    })
  }

  it('asks again while the platform’s frame is still loading, with the same id', async () => {
    const frame = aFrame(PUT)
    await frame.wait(300)
    await frame.wait(300)
    expect(frame.asked).to.have.length(3)
    expect(new Set(frame.asked.map(({ message }) => message.message_id)).size).to.equal(1)
    await frame.hear(answerTo(last(frame)))
    await frame.wait(300)
    const subjects = frame.asked.slice(3).map(({ message }) => message.subject)
    expect(new Set(subjects)).to.deep.equal(new Set(['lti.get_data']))
  })

  const failures: readonly (readonly [string, (frame: Frame) => Promise<void>])[] = [
    ['nobody answers for two seconds', (frame) => frame.wait(2000)],
    ['the platform has an error', (frame) => frame.hear(answerTo(last(frame), { error: {} }))],
    [
      'something else comes back',
      async (frame) => {
        await frame.hear(answerTo(last(frame)))
        await frame.hear(answerTo(last(frame), { value: 'other' }))
      },
    ],
  ]
  for (const [why, fail] of failures) {
    it(`6.storage.5: shows the button where ${why}, the platform not asked for a login`, async () => {
      const frame = aFrame(PUT)
      expect([frame.said.opening.hidden, frame.said.otherwise.hidden]).to.deep.equal([false, true])
      await fail(frame)
      expect([frame.said.opening.hidden, frame.said.otherwise.hidden]).to.deep.equal([true, false])
      await frame.wait(5000)
      expect(frame.went).to.deep.equal([])
    })
  }

  for (const value of [undefined, null, '', 5]) {
    it(`proves nothing by ${String(value)}`, async () => {
      const frame = aFrame({ storage: 'get' })
      await frame.hear(answerTo(last(frame), { value }))
      expect(frame.proven).to.deep.equal([])
      expect(frame.said.otherwise.hidden).to.equal(false)
    })
  }

  for (const without of ['fetch', 'URLSearchParams', 'FormData', 'DOMParser']) {
    it(`leaves the button where the browser has no ${without} to go on with`, () => {
      const frame = aFrame(PUT, { without })
      expect(frame.asked).to.deep.equal([])
      expect(frame.said.otherwise.hidden).to.equal(false)
    })
  }

  it('asks nobody in a window of its own, whoever opened it', () => {
    const frame = aFrame({ storage: 'get' }, { isTop: true })
    expect(frame.asked).to.deep.equal([])
    expect(frame.said.otherwise.hidden).to.equal(false)
  })
})
