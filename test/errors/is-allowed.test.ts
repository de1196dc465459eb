import { expect } from 'chai'

import { ForbiddenError, isAllowed, NotFoundError } from '../../src/errors/index.ts'

describe('asking whether something is allowed', () => {
  it('hears yes and no', async () => {
    expect(await isAllowed(Promise.resolve('school-1'))).to.equal(true)
    expect(await isAllowed(Promise.reject(new ForbiddenError('not-allowed')))).to.equal(false)
  })

  it('takes no other failure for a no', async () => {
    const failure = new NotFoundError('school-not-found')
    const heard = await isAllowed(Promise.reject(failure)).catch((error: unknown) => error)
    expect(heard).to.equal(failure)
  })
})
