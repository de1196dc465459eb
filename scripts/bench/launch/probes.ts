import { exportJWK, generateKeyPair } from 'jose'

import type { Connections } from './browser.ts'
import { launch, logIn, openPage, postLaunch, type ReadyToLaunch, sign } from './flow.ts'
import { createTokenSigner, type SignToken } from './launch-token.ts'
import type { Target } from './roles.ts'

/** A tool that does not really validate has no business in a comparison. */
export async function findUnsound(
  connections: Connections,
  target: Target,
  signToken: SignToken,
): Promise<readonly string[]> {
  const newcomer = async () => sign(signToken, await logIn(connections, target, '1'))
  const problems: string[] = []

  async function expectRefusal(what: string, send: () => Promise<{ status: number }>) {
    const { status } = await send()
    if (status < 400 || status > 499) problems.push(`${what} was answered ${status}`)
  }

  await expectRefusal('a tampered token', async () =>
    postLaunch(connections, withOtherPerson(await newcomer())),
  )
  await expectRefusal('a token of a foreign key', async () => {
    const foreign = await foreignSigner()
    return postLaunch(connections, await sign(foreign, await logIn(connections, target, '1')))
  })
  await expectRefusal('a page without a launch', () =>
    connections.send({ url: target.tool.closedPageUrl, cookies: new Map() }),
  )
  const honest = await newcomer()
  const asBefore = { ...honest, cookies: new Map(honest.cookies) }
  await openPage(connections, await launch(connections, honest))
  await expectRefusal('a launch sent twice', () => postLaunch(connections, asBefore))
  return problems
}

/** The same signature under another claim. */
function withOtherPerson(pupil: ReadyToLaunch): ReadyToLaunch {
  const [header = '', payload = '', signature = ''] = pupil.idToken.split('.')
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as object
  const changed = Buffer.from(JSON.stringify({ ...claims, sub: '2' })).toString('base64url')
  return { ...pupil, idToken: [header, changed, signature].join('.') }
}

async function foreignSigner(): Promise<SignToken> {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true })
  return createTokenSigner(await exportJWK(privateKey))
}
