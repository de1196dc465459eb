import type { LtiStore } from '../../../src/lti/index.ts'
import type { Storage } from '../../support/engines.ts'

/** Every port, those of `lti` among the others. */
export type Ports = Omit<Storage, 'lti' | 'check' | 'close'> & LtiStore

type Arguments<Method> = Method extends (...args: infer All) => unknown ? All : never

/** What each method is asked with: once, or once for every question that it builds differently. */
export type Calls = {
  readonly [Port in keyof Ports]: {
    readonly [Method in keyof Ports[Port]]: readonly Arguments<Ports[Port][Method]>[]
  }
}
