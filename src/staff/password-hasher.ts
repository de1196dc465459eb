import { createToken } from '../runtime/index.ts'
import { BusyError } from './staff-errors.ts'

/** Argon2id. Every check costs the same, whether there is a password or not. */
export interface PasswordHasher {
  hash(password: string): Promise<string>
  /** Against no hash it takes as long and says no. */
  isRight(password: string, passwordHash: string | undefined): Promise<boolean>
}

// Each takes 19 MiB and one of Node's four pool threads, which files and signatures need as well.
const AT_ONCE = 2
const LONGEST_QUEUE = 60

export function createPasswordHasher(): PasswordHasher {
  let loading: ReturnType<typeof load> | undefined
  const inTurn = createTurnstile(AT_ONCE, LONGEST_QUEUE)
  const loaded = () => (loading ??= load())
  return {
    hash: (password) => inTurn(async () => (await loaded()).hash(normal(password))),
    isRight: (password, passwordHash) =>
      inTurn(async () => {
        const { verify, noPassword } = await loaded()
        const isRight = await verify(passwordHash ?? noPassword, normal(password))
        return isRight && passwordHash !== undefined
      }),
  }
}

/** A native module of some megabytes: only a process that signs somebody in carries it. */
async function load() {
  const { hash, verify } = await import('@node-rs/argon2')
  return { hash, verify, noPassword: await hash(createToken()) }
}

/** Keyboards compose Vietnamese letters in different ways. */
function normal(password: string): string {
  return password.normalize('NFKC')
}

type InTurn = <T>(work: () => Promise<T>) => Promise<T>

/** @throws BusyError where the queue is full */
function createTurnstile(atOnce: number, longestQueue: number): InTurn {
  const waiting: (() => void)[] = []
  let running = 0

  async function enter(): Promise<void> {
    if (running < atOnce) {
      running += 1
      return
    }
    if (waiting.length >= longestQueue) throw new BusyError('sign-in-busy')
    await new Promise<void>((resolve) => waiting.push(resolve))
  }

  /** Hands the place over, so nobody slips in between. */
  function leave(): void {
    const next = waiting.shift()
    if (next) next()
    else running -= 1
  }

  return async (work) => {
    await enter()
    try {
      return await work()
    } finally {
      leave()
    }
  }
}
