import { createTicker, type Logger, type Ticker } from '../runtime/index.ts'
import type { SchoolId } from '../schools/index.ts'
import { type ContextKey, contextKeyOf, type VisitOrigin } from '../web/index.ts'
import type { Binding, BindingRepository } from './binding.ts'

/** The school of an LMS course from memory: for what every page of a lesson shows. */
export interface CourseSchools {
  /**
   * As it stands, without noting anything. Asks the store once a course, again only after some course has moved; what
   * is trusted today is looked at each time.
   */
  schoolOf(origin: VisitOrigin): Promise<SchoolId | undefined>
  /** A course has moved here: seen at once. */
  forget(contextKey: ContextKey): void
  /** Looks whether a course has moved on another node. */
  readonly poll: Ticker
}

export interface CourseSchoolsDeps {
  readonly bindings: Pick<BindingRepository, 'find' | 'version'>
  readonly logger: Pick<Logger, 'warn'>
  /** What follows from the stored record, if any, and from what the launch said. */
  readonly resolve: (origin: VisitOrigin, stored: Binding | undefined) => SchoolId | undefined
}

// What another node changed is seen within 2 s (architecture §3).
const POLL_MS = 1000
// A writer may die between its change and the version: ask everything again once in a while.
const FORGET_EVERY_POLLS = 60
// Half a kilobyte each; made-up courses push out only what is asked again.
const MOST_COURSES = 20_000

export function createCourseSchools(deps: CourseSchoolsDeps): CourseSchools {
  const { bindings, logger, resolve } = deps
  const known = new Map<ContextKey, Promise<Binding | undefined>>()
  let version = -1
  let polls = 0

  function ask(key: ContextKey): Promise<Binding | undefined> {
    const asked = bindings.find(key)
    const [oldest] = known.keys()
    if (known.size >= MOST_COURSES && oldest !== undefined) known.delete(oldest)
    known.set(key, asked)
    // What failed is asked again; whoever asked hears of it.
    asked.catch(() => {
      if (known.get(key) === asked) known.delete(key)
    })
    return asked
  }

  async function pollOnce(): Promise<void> {
    polls += 1
    const latest = await bindings.version()
    if (latest === version && polls % FORGET_EVERY_POLLS !== 0) return
    version = latest
    // Answers that are under way began before: they are let go with the rest.
    known.clear()
  }

  return {
    async schoolOf(origin) {
      const key = contextKeyOf(origin)
      return resolve(origin, await (known.get(key) ?? ask(key)))
    },
    forget: (key) => void known.delete(key),
    poll: createTicker({
      everyMs: POLL_MS,
      run: pollOnce,
      onError: (error) => {
        logger.warn({ err: error }, 'not seen whether courses have moved')
      },
    }),
  }
}
