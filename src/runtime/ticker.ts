/** Work that repeats in the background, one run at a time. */
export interface Ticker {
  start(): void
  /** Runs soon, without waiting for the interval; during a run, once more after it. */
  wake(): void
  /** Resolves when the run under way, if any, is over; none starts afterwards. */
  stop(): Promise<void>
}

export interface TickerOptions {
  readonly everyMs: number
  readonly run: () => Promise<unknown>
  readonly onError: (error: unknown) => void
}

export function createTicker({ everyMs, run, onError }: TickerOptions): Ticker {
  let timer: NodeJS.Timeout | undefined
  let running: Promise<void> | undefined
  let again = false
  let stopped = true

  function schedule(delayMs: number): void {
    clearTimeout(timer)
    if (!stopped) timer = setTimeout(tick, delayMs).unref()
  }

  function tick(): void {
    again = false
    running = run()
      .then(() => undefined, onError)
      .finally(() => {
        running = undefined
        schedule(again ? 0 : everyMs)
      })
  }

  return {
    start() {
      stopped = false
      schedule(0)
    },
    wake() {
      again = true
      if (!running) schedule(0)
    },
    async stop() {
      stopped = true
      clearTimeout(timer)
      await running
    },
  }
}
