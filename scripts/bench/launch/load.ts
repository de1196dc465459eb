// The load generator, in a process of its own: browsers between the platform and one tool.
import { serveRole } from '../worker.ts'
import { type Connections, openConnections } from './browser.ts'
import { type Landed, launch, type LoggedIn, logIn, openPage, sign } from './flow.ts'
import { createTokenSigner, type SignToken } from './launch-token.ts'
import { runPhase } from './phase.ts'
import { findUnsound } from './probes.ts'
import type { LoadRole, Target } from './roles.ts'
import { runSteady } from './steady.ts'

// Browsers do not share connections; past this many, files run out before the tool does.
const STEADY_CONNECTIONS = 128

let signToken: SignToken = () => Promise.reject(new Error('not prepared'))
let clientCount = 1
let connections: Connections | undefined
let loggedIn: readonly LoggedIn[] = []
let landed: readonly Landed[] = []

serveRole<LoadRole>({
  async prepare(given) {
    signToken = await createTokenSigner(given.signingKey)
    clientCount = given.clientCount
  },
  async probe(target) {
    return findUnsound(await connect(target, clientCount), target, signToken)
  },
  async logIn({ target, count }) {
    const through = await connect(target, clientCount)
    const pupils = Array.from({ length: count }, (_, index) => String(index + 1))
    const phase = await runPhase(pupils, clientCount, (sub) => logIn(through, target, sub))
    loggedIn = phase.done
    return phase.figures
  },
  async launch() {
    const signed = await runPhase(loggedIn, clientCount, (pupil) => sign(signToken, pupil))
    const through = open()
    const phase = await runPhase(signed.done, clientCount, (pupil) => launch(through, pupil))
    landed = phase.done
    return phase.figures
  },
  async openPage() {
    const through = open()
    const phase = await runPhase(landed, clientCount, (pupil) => openPage(through, pupil))
    return phase.figures
  },
  async steady(order) {
    const through = await connect(order.target, STEADY_CONNECTIONS)
    return runSteady({ connections: through, signToken }, order)
  },
})

/** Fresh connections: idle ones may be closed by the tool at the very moment they are used again. */
async function connect({ tool }: Target, count: number): Promise<Connections> {
  await connections?.close()
  connections = openConnections(tool.launchUrl, count)
  return connections
}

function open(): Connections {
  if (!connections) throw new Error('nobody has logged in')
  return connections
}
