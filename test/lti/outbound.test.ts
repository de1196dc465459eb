import { expect } from 'chai'

import { createOutbound, isPublic } from '../../src/lti/outbound.ts'

const strict = createOutbound({ allowPrivate: false })
const lax = createOutbound({ allowPrivate: true })

function resolve(hostname: string): Promise<string> {
  return new Promise((done, fail) => {
    strict.lookup(hostname, {}, (error, address) => {
      if (error) fail(error)
      else done(typeof address === 'string' ? address : 'several')
    })
  })
}

async function messageOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'was not refused',
    (error: unknown) => (error as Error).message,
  )
}

describe('the way out to platforms', () => {
  after(async () => {
    await strict.close()
    await lax.close()
  })

  const privateAddresses = [
    '127.0.0.1',
    '10.1.2.3',
    '172.16.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '::1',
    '::',
    'fe80::1',
    'fc00::1',
    '::ffff:127.0.0.1',
    '::ffff:10.0.0.1',
  ]
  for (const address of privateAddresses) {
    it(`does not take ${address} for a public address`, () => {
      expect(isPublic(address)).to.equal(false)
      const host = address.includes(':') ? `[${address}]` : address
      expect(() => {
        strict.assertAllowed(`https://${host}/keys`)
      }).to.throw('not allowed')
    })
  }

  it('takes public addresses', () => {
    for (const address of ['8.8.8.8', '2606:4700::1111']) expect(isPublic(address)).to.equal(true)
  })

  const refused = [
    'http://lms.example/keys',
    'ftp://lms.example',
    'https://user:pw@lms.example/',
    'file:///etc/passwd',
  ]
  for (const url of refused) {
    it(`refuses ${url}`, () => {
      expect(() => {
        strict.assertAllowed(url)
      }).to.throw('not allowed')
    })
  }

  it('allows plain http and loopback only where private platforms are allowed', () => {
    lax.assertAllowed('http://127.0.0.1:4100/keys')
    expect(() => {
      lax.assertAllowed('file:///etc/passwd')
    }).to.throw('not allowed')
  })

  it('refuses a name that resolves to a private address', async () => {
    expect(await messageOf(resolve('localhost'))).to.equal('address not allowed')
  })

  it('never sends a request there', async () => {
    expect(await messageOf(strict.send('https://127.0.0.1/keys'))).to.equal('address not allowed')
    expect(await messageOf(strict.send('https://localhost/keys'))).to.equal('address not allowed')
  })
})
