import { expect } from 'chai'

import { readConfig } from '../../src/config/index.ts'
import { openStorage } from '../../src/dependencies.ts'
import { mongodb, sqlite } from '../faults/a-fault-store.ts'
import { freePort, killLeftNodes, type RunningNode, startNode } from '../faults/a-node.ts'
import { aBrowser, type Browser } from '../support/a-browser.ts'
import { login } from '../support/a-launch.ts'
import { aRegistration } from '../support/a-registration.ts'
import { aSample } from '../support/a-sample.ts'
import { type FakePlatform, startFakePlatform } from '../support/fake-platform.ts'

const REPLAYS = 50
const SECRETS = { APP_SECRET: 'a'.repeat(40), PSEUDONYM_KEY: 'p'.repeat(40) }

// Begins once the server has begun to watch, as a defect in a request would; one that never does would never log it.
const REJECTING = `data:text/javascript,${encodeURIComponent(
  'setInterval(()=>{if(process.listenerCount("unhandledRejection"))Promise.reject(new Error())},200).unref()',
)}`

for (const engine of mongodb ? [sqlite, mongodb] : [sqlite]) {
  describe(`W6, 5.4: one launch sent ${REPLAYS} times at once to two processes, on ${engine.name}`, function () {
    this.timeout(40_000) // starts real processes

    const store = engine.create()
    let platform: FakePlatform
    let nodes: readonly RunningNode[]
    let env: Readonly<Record<string, string>>

    before(async () => {
      platform = await startFakePlatform()
      const port = String(await freePort())
      const publicUrl = { PORT: port, PUBLIC_URL: `http://127.0.0.1:${port}` }
      env = { ...SECRETS, ...publicUrl, DATABASE_URL: store.databaseUrl }
      const { url } = platform
      const endpoints = { authUrl: `${url}/auth`, tokenUrl: `${url}/token`, jwksUrl: `${url}/jwks` }
      const first = await startNode(env)
      await withStorage((storage) => storage.lti.registrations.add(aRegistration(endpoints)))
      await first.stop()
      const other = { ...env, PORT: String(await freePort()) }
      nodes = await Promise.all([startNode(env), startNode(other)])
    })
    after(async () => {
      for (const node of nodes) await node.stop()
      killLeftNodes()
      await platform.stop()
      await store.remove()
    })

    async function withStorage<T>(
      work: (storage: Awaited<ReturnType<typeof openStorage>>) => Promise<T>,
    ): Promise<T> {
      const storage = await openStorage(readConfig(env).storage)
      try {
        return await work(storage)
      } finally {
        await storage.close()
      }
    }

    const visitCount = () => withStorage((storage) => storage.visits.sweep(new Date('2100-01-01')))

    /** The same browser before the other process: cookies know no ports. */
    function at(node: RunningNode, { cookies }: Browser): Browser {
      const browser = aBrowser(node.url)
      for (const [name, value] of cookies) browser.cookies.set(name, value)
      return browser
    }

    for (const round of [1, 2, 3]) {
      it(`makes one visit and no more (${round})`, async () => {
        const browser = aBrowser(nodes[0]!.url)
        const { state, nonce } = await login(browser)
        const iat = Math.floor(Date.now() / 1000)
        const claims = { ...aSample().claims, nonce, iat, exp: iat + 60 }
        const form = { id_token: await platform.sign(claims), state }
        const pages = await Promise.all(
          Array.from({ length: REPLAYS }, (_, index) =>
            at(nodes[index % nodes.length]!, browser).send('/lti/launch', { form }),
          ),
        )
        expect(pages.filter(({ status }) => status === 303)).to.have.length(1)
        const refused = pages.filter(({ errorCode }) => errorCode === 'state-unknown')
        expect(refused).to.have.length(REPLAYS - 1)
        expect(await visitCount()).to.equal(1)
      })
    }

    it('W1: one of them with a promise that nobody waits for goes on', async () => {
      const node = await startNode({
        ...{ ...env, PORT: String(await freePort()), NODE_OPTIONS: `--import ${REJECTING}` },
      })
      const deadline = Date.now() + 5000
      while (!node.log().includes('unhandled-rejection') && Date.now() < deadline) {
        await new Promise((resolve) => setTimeout(resolve, 50))
      }
      expect(node.log()).to.contain('unhandled-rejection')
      expect((await fetch(`${node.url}/health/ready`)).status).to.equal(200)
      expect(await node.stop()).to.equal(0)
    })
  })
}
