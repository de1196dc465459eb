// An unpatched ltijs as its README sets it up for production, on a database plugin.
import { randomBytes } from 'node:crypto'

import { Provider } from 'ltijs-stock'

import { serveContender } from '../contender.ts'
import { createMemoryDatabase } from '../memory-database.ts'

serveContender(async ({ origin, platform, storeMeter }) => {
  const plugin = createMemoryDatabase(storeMeter)
  const routes = { appRoute: '/', loginRoute: '/login', devMode: false }
  Provider.setup(randomBytes(32).toString('hex'), { plugin }, routes)
  Provider.onConnect((_token, _req, res) =>
    res.send('<!doctype html><title>Bench</title><p>Bài học</p>'),
  )
  await Provider.deploy({ serverless: true, silent: true })
  await Provider.registerPlatform({
    url: platform.issuer,
    name: 'Bench',
    clientId: platform.clientId,
    authenticationEndpoint: platform.authUrl,
    accesstokenEndpoint: platform.tokenUrl,
    authConfig: { method: 'JWK_SET', key: platform.jwksUrl },
  })
  return {
    handler: Provider.app,
    addresses: {
      loginUrl: `${origin}/login`,
      launchUrl: `${origin}/`,
      closedPageUrl: `${origin}/`,
    },
  }
})
