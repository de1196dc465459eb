import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

import { expect } from 'chai'
import { exportJWK, generateKeyPair } from 'jose'

import { openConnections } from '../../../scripts/bench/launch/browser.ts'
import { createTokenSigner } from '../../../scripts/bench/launch/launch-token.ts'
import { findUnsound } from '../../../scripts/bench/launch/probes.ts'

const AUTH_URL = 'http://lms.invalid/auth'

/** Sends everybody on and checks nothing. */
async function startGullibleTool(): Promise<Server> {
  const server = createServer((request, response) => {
    const locations: Record<string, string> = {
      '/login': `${AUTH_URL}?state=s&nonce=n`,
      '/launch': '/page',
    }
    const location = locations[request.url ?? '']
    if (location) response.writeHead(303, { location }).end()
    else response.end('page')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return server
}

describe('probes of the launch bench', () => {
  it('name everything that a tool accepts without looking', async () => {
    const server = await startGullibleTool()
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const connections = openConnections(origin, 1)
    const { privateKey } = await generateKeyPair('RS256', { extractable: true })
    const tool = {
      loginUrl: `${origin}/login`,
      launchUrl: `${origin}/launch`,
      closedPageUrl: `${origin}/page`,
    }
    const platform = {
      issuer: 'http://lms.invalid',
      clientId: 'client',
      deploymentId: '1',
      authUrl: AUTH_URL,
      tokenUrl: 'http://lms.invalid/token',
      jwksUrl: 'http://lms.invalid/keys',
    }
    const signToken = await createTokenSigner(await exportJWK(privateKey))

    const problems = await findUnsound(connections, { tool, platform }, signToken)

    await connections.close()
    server.close()
    expect(problems).to.deep.equal([
      'a tampered token was answered 303',
      'a token of a foreign key was answered 303',
      'a page without a launch was answered 200',
      'a launch sent twice was answered 303',
    ])
  })
})
