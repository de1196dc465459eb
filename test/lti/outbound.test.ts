import type { lookup } from 'node:dns'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

import { expect } from 'chai'

import { createOutbound, type Outbound } from '../../src/lti/outbound.ts'
import { isAllowedUrl, isPublic, isReachable } from '../../src/lti/reachable-address.ts'

/** A name service whose answers change: each call takes the next, the last one stays. */
function aNameService(...answers: readonly string[]) {
  let asked = 0
  const resolve = (_host: string, _options: object, done: (...args: unknown[]) => void) => {
    const address = answers[Math.min(asked, answers.length - 1)] ?? ''
    asked += 1
    done(null, [{ address, family: address.includes(':') ? 6 : 4 }])
  }
  return { resolve: resolve as unknown as typeof lookup, asked: () => asked }
}

function resolved(outbound: Outbound, hostname: string): Promise<string> {
  return new Promise((done, fail) => {
    outbound.lookup(hostname, {}, (error, address) => {
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

const NOT_PUBLIC: Readonly<Record<string, string>> = {
  loopback: '127.0.0.1',
  'all of 127/8': '127.255.255.254',
  'this network': '0.0.0.0',
  'this network, any host': '0.1.2.3',
  'private 10/8': '10.1.2.3',
  'private 172.16/12': '172.16.0.1',
  'private 192.168/16': '192.168.1.1',
  'link-local, where clouds keep credentials': '169.254.169.254',
  'carrier-grade NAT': '100.64.0.1',
  benchmarking: '198.18.0.1',
  documentation: '192.0.2.1',
  multicast: '224.0.0.1',
  reserved: '240.0.0.1',
  broadcast: '255.255.255.255',
  'IPv6 loopback': '::1',
  'IPv6 unspecified': '::',
  'IPv6 link-local': 'fe80::1',
  'IPv6 site-local': 'fec0::1',
  'IPv6 unique local': 'fd00::1',
  'IPv6 multicast': 'ff02::1',
  'IPv4-mapped loopback': '::ffff:127.0.0.1',
  'IPv4-mapped in hexadecimal': '::ffff:7f00:1',
  'IPv4-mapped private': '::ffff:10.0.0.1',
  'IPv4-compatible': '::127.0.0.1',
  'IPv4-translated': '::ffff:0:127.0.0.1',
  'NAT64 of loopback': '64:ff9b::7f00:1',
  'NAT64 of a local prefix': '64:ff9b:1::7f00:1',
  '6to4 of loopback': '2002:7f00:1::',
  Teredo: '2001:0:7f00:1::',
  'IPv6 documentation': '2001:db8::1',
  'outside of what is given out': '4000::1',
}

/** Ways of writing 127.0.0.1 and worse into an address. */
const HIDDEN_HOSTS: Readonly<Record<string, string>> = {
  decimal: 'https://2130706433/',
  octal: 'https://0177.0.0.1/',
  hexadecimal: 'https://0x7f.0.0.1/',
  short: 'https://127.1/',
  'zero alone': 'https://0/',
  'a dot behind it': 'https://127.0.0.1./',
  'full-width digits': 'https://１２７.0.0.1/',
  'percent signs': 'https://%31%32%37.0.0.1/',
  'IPv6 in brackets': 'https://[::1]/',
  'mapped in brackets': 'https://[::ffff:127.0.0.1]/',
  'NAT64 in brackets': 'https://[64:ff9b::7f00:1]/',
}

describe('SSRF: what is a public address', () => {
  for (const [name, address] of Object.entries(NOT_PUBLIC)) {
    it(`is not ${address}: ${name}`, () => {
      expect(isPublic(address)).to.equal(false)
      const host = address.includes(':') ? `[${address}]` : address
      expect(isAllowedUrl(`https://${host}/keys`, false)).to.equal(false)
    })
  }

  for (const [name, url] of Object.entries(HIDDEN_HOSTS)) {
    it(`is not loopback written with ${name}`, () => {
      expect(isAllowedUrl(url, false)).to.equal(false)
    })
  }

  it('is an ordinary one', () => {
    for (const address of ['8.8.8.8', '203.162.4.190', '2606:4700::1111', '2405:4800::1']) {
      expect(isPublic(address)).to.equal(true)
    }
  })

  const refused = [
    'http://lms.example/keys',
    'ftp://lms.example',
    'https://user:pw@lms.example/',
    'https://lms.example@127.0.0.1/',
    'file:///etc/passwd',
    'data:application/json,{}',
    'https://*.example/keys',
    "https://lms.example;'unsafe/keys",
  ]
  for (const url of refused) {
    it(`has no ${url}`, () => {
      expect(isAllowedUrl(url, false)).to.equal(false)
    })
  }
})

describe('SSRF: where private platforms are allowed', () => {
  it('takes plain http and the department’s own network', () => {
    for (const host of ['127.0.0.1', '10.0.0.5', '192.168.1.5', '[fd00::5]', 'lms.local']) {
      expect(isAllowedUrl(`http://${host}:8080/keys`, true), host).to.equal(true)
    }
  })

  const never = ['169.254.169.254', 'fe80::1', '0.0.0.0', '224.0.0.1', '64:ff9b::7f00:1']
  const credentials = ['fd00:ec2::254', 'fd20:ce::254', '100.100.100.200', '168.63.129.16']
  const otherwise = ['FD00:0EC2:0:0::0254', '::ffff:100.100.100.200', '::ffff:168.63.129.16']
  for (const address of [...never, ...credentials, ...otherwise]) {
    it(`still never calls ${address}`, async () => {
      expect(isReachable(address, true)).to.equal(false)
      const outbound = createOutbound({ allowPrivate: true, ...aNameService(address) })
      expect(await messageOf(outbound.send('http://lms.example/'))).to.equal('address not allowed')
      await outbound.close()
    })
  }

  it('still takes no other scheme and no name with a password', () => {
    for (const url of ['file:///etc/passwd', 'gopher://127.0.0.1/', 'http://a:b@127.0.0.1/']) {
      expect(isAllowedUrl(url, true)).to.equal(false)
    }
  })
})

describe('SSRF: the one way out', () => {
  let server: Server
  let url: string
  let paths: string[]
  let opened: Outbound[]
  const anOutbound = (...options: Parameters<typeof createOutbound>) => {
    const outbound = createOutbound(...options)
    opened.push(outbound)
    return outbound
  }
  beforeEach(async () => {
    paths = []
    opened = []
    server = createServer((req, res) => {
      paths.push(req.url ?? '')
      if (req.url === '/away') res.writeHead(302, { location: `${url}/inside` }).end()
      else if (req.url === '/big') res.end(Buffer.alloc(600 * 1024))
      else if (req.url === '/drip') res.write('{')
      else if (req.url !== '/hang') res.writeHead(200, { 'content-type': 'text/x' }).end('here')
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  })
  afterEach(async () => {
    server.closeAllConnections()
    server.close()
    for (const outbound of opened) await outbound.close()
  })

  it('never connects to a name that resolves to a private address', async () => {
    const strict = anOutbound({ allowPrivate: false })
    expect(await messageOf(resolved(strict, 'localhost'))).to.equal('address not allowed')
    for (const host of ['127.0.0.1', 'localhost']) {
      const sent = strict.send(`https://${host}:${new URL(url).port}/keys`)
      expect(await messageOf(sent)).to.equal('address not allowed')
    }
    expect(paths).to.deep.equal([])
  })

  it('refuses a name of which one address is private, public ones beside it or not', async () => {
    const both = ((_host: string, _options: object, done: (...args: unknown[]) => void) => {
      done(null, [
        { address: '8.8.8.8', family: 4 },
        { address: '10.0.0.1', family: 4 },
      ])
    }) as unknown as typeof lookup
    const strict = anOutbound({ allowPrivate: false, resolve: both })
    expect(await messageOf(resolved(strict, 'lms.example'))).to.equal('address not allowed')
  })

  it('refuses a name that has no address', async () => {
    const none = ((_host: string, _options: object, done: (...args: unknown[]) => void) => {
      done(null, [])
    }) as unknown as typeof lookup
    const strict = anOutbound({ allowPrivate: false, resolve: none })
    expect(await messageOf(resolved(strict, 'lms.example'))).to.equal('address not allowed')
  })

  it('gives DNS rebinding nothing: the address that was judged is the one that is called', async () => {
    const names = aNameService('127.0.0.1', '169.254.169.254')
    const outbound = anOutbound({ allowPrivate: true, resolve: names.resolve })
    const { port } = new URL(url)
    const { body } = await outbound.send(`http://lms.example:${port}/keys`)
    expect([body, names.asked()]).to.deep.equal(['here', 1])
  })

  it('judges again when it connects again: the second answer of a rebinding name is refused', async () => {
    const names = aNameService('8.8.8.8', '127.0.0.1')
    const strict = anOutbound({ allowPrivate: false, resolve: names.resolve })
    expect(await resolved(strict, 'lms.example')).to.equal('8.8.8.8')
    expect(await messageOf(resolved(strict, 'lms.example'))).to.equal('address not allowed')
  })

  it('does not follow a redirect to the inside', async () => {
    const { status } = await anOutbound({ allowPrivate: true }).send(`${url}/away`)
    expect([status, paths]).to.deep.equal([302, ['/away']])
  })

  it('gives up on what is too large', async () => {
    const sent = anOutbound({ allowPrivate: true }).send(`${url}/big`)
    expect(await messageOf(sent)).not.to.equal('was not refused')
  })

  for (const path of ['/hang', '/drip']) {
    it(`gives up within 4 s on a platform that keeps it waiting (${path})`, async () => {
      const startedAt = Date.now()
      const sent = anOutbound({ allowPrivate: true }).send(`${url}${path}`)
      expect(await messageOf(sent)).not.to.equal('was not refused')
      expect(Date.now() - startedAt).to.be.lessThan(4000)
    })
  }

  it('tells the type of what came', async () => {
    const { headers } = await anOutbound({ allowPrivate: true }).send(`${url}/keys`)
    expect(headers['content-type']).to.equal('text/x')
  })
})
