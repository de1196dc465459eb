import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'

import express from 'express'

import { ForbiddenError } from '../../src/errors/index.ts'
import { createMac, createToken, deriveKey } from '../../src/runtime/index.ts'
import { createSchoolDirectory, createSchools } from '../../src/schools/index.ts'
import { createSqliteStorage } from '../../src/storage/sqlite/index.ts'
import {
  createAssets,
  createCookieShape,
  createRenderer,
  createTexts,
  createVisitCookie,
  csrfProtection,
  currentVisit,
  errorHandler,
  formBody,
  type LearnerKey,
  notFound,
  requestContext,
  securityHeaders,
  uploadRoutes,
  visitIdOf,
  visits,
} from '../../src/web/index.ts'
import { aClock } from '../support/a-clock.ts'
import { aLogger } from '../support/a-logger.ts'
import { sharedWriter } from '../support/a-writer.ts'

type Action = 'school.read' | 'school.list' | 'school.import' | 'school.edit' | 'poster.print'

/** The pages of this feature alone, with somebody signed in who may do what the test says. */
export async function aSchoolsSite(
  may: readonly Action[] = ['school.read', 'school.list', 'school.import'],
) {
  const folder = mkdtempSync(path.join(tmpdir(), 'lachan-'))
  const storage = createSqliteStorage({ folder, writer: sharedWriter })
  const clock = aClock()
  const { logger } = aLogger()
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const publicUrl = `http://127.0.0.1:${port}`
  const texts = createTexts()
  const assets = createAssets()
  const { renderPage } = createRenderer({ texts, assetUrl: assets.url })
  const visitCookie = createVisitCookie(createCookieShape(publicUrl))
  const directory = createSchoolDirectory({ ...storage, logger })
  const allow = async (res: express.Response, action: Action) => {
    const visit = currentVisit(res)
    if (!may.includes(action)) throw new ForbiddenError('not-allowed')
    return Promise.resolve(visit)
  }
  const schools = createSchools({ ...storage, clock, texts, renderPage, directory, allow })

  const app = express()
  app.set('query parser', 'simple')
  app.use(requestContext({ logger }), securityHeaders({ publicUrl, frameOrigins: () => [] }))
  app.use('/assets', assets.router)
  app.use(visits({ visits: storage.visits, visitCookie, clock }))
  app.use('/schools/import', uploadRoutes())
  app.use(formBody(), csrfProtection({ publicUrl, mac: createMac(deriveKey('secret', 'form')) }))
  app.use('/schools', schools.router)
  app.use(notFound(), errorHandler({ texts, logger, renderPage }))
  server.on('request', app)

  const token = createToken()
  await storage.visits.add({
    id: visitIdOf(token),
    role: 'staff',
    counted: false,
    learnerKey: 'officer' as LearnerKey,
    expiresAt: new Date('2026-12-31T00:00:00.000Z'),
  })
  return {
    url: `${publicUrl}/schools`,
    cookie: { name: 'lachan-visit', value: token },
    storage,
    clock,
    directory,
    async stop() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await storage.close()
      rmSync(folder, { recursive: true })
    },
  }
}

export type SchoolsSite = Awaited<ReturnType<typeof aSchoolsSite>>
