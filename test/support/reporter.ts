import { writeSync } from 'node:fs'

import mocha from 'mocha'

/** mocha's spec reporter with the closing line that scripts read: `N passed, N failed, N skipped`. */
export default class Reporter extends mocha.reporters.Spec {
  constructor(runner: mocha.Runner, options: mocha.MochaOptions) {
    super(runner, options)
    const skipped: string[] = []
    runner.on('pending', (test) => skipped.push(test.fullTitle()))
    process.on('exit', () => {
      const { passes, failures, pending } = this.stats
      for (const title of skipped) writeSync(1, `left out: ${title}\n`)
      const tail = pending > 0 ? `, ${pending} skipped` : ''
      writeSync(1, `${passes} passed, ${failures} failed${tail}\n`)
    })
  }
}
