import { createCatalogue } from './catalogue/index.ts'
import { type Config, loadSecrets, type Secrets, type StorageConfig } from './config/index.ts'
import { createLaunchEntry, createPseudonymise } from './entry/index.ts'
import { createLearning } from './learning/index.ts'
import { createLti, type LtiPages } from './lti/index.ts'
import { createPassbackWorker } from './passback/index.ts'
import {
  type Clock,
  createClock,
  createLogger,
  createMac,
  createSealer,
  createSweeper,
  deriveKey,
  type Logger,
} from './runtime/index.ts'
import { createSqliteStorage } from './storage/sqlite/index.ts'
import {
  allowFormAction,
  createAssets,
  createCookieShape,
  createRenderer,
  createTexts,
  createVisitCookie,
} from './web/index.ts'

/** What tests put in place of the real thing. */
export interface Overrides {
  readonly clock?: Clock
  readonly logger?: Logger
  /** Told of every statement to the store. */
  readonly onStatement?: () => void
}

export type Dependencies = Awaited<ReturnType<typeof createDependencies>>

/** The whole object graph. Builds, starts nothing. */
export async function createDependencies(config: Config, overrides: Overrides = {}) {
  const clock = overrides.clock ?? createClock()
  const logger = overrides.logger ?? createLogger(config.log.level)
  const keys = keysOf(loadSecrets(config))
  const catalogue = await createCatalogue({ folders: config.content.folders })
  const storage = openStorage(config.storage, overrides.onStatement)
  const web = createWeb(config.http.publicUrl)
  const base = { ...storage, ...keys, ...web, clock, logger }

  const lti = createLti({
    ...base,
    store: storage.lti,
    sealer: keys.toolKeySealer,
    publicUrl: config.http.publicUrl,
    ...config.lti,
    pages: ltiPages(web),
    enterLaunch: createLaunchEntry({ ...base, sealer: keys.subSealer }),
  })
  const passback = createPassbackWorker({
    ...base,
    sender: lti,
    sealer: keys.subSealer,
    random: Math.random,
    sweep: () => learning.sweep.runOnce(),
  })
  const learning = createLearning({ ...base, catalogue, outbox: passback })
  const sweeper = createSweeper({ ...base, sweepables: sweepablesOf(storage) })
  return {
    ...web,
    ...keys,
    config,
    clock,
    logger,
    storage,
    catalogue,
    lti,
    passback,
    learning,
    sweeper,
  }
}

function sweepablesOf({ lti, visits, attempts }: ReturnType<typeof openStorage>) {
  return [lti.handshakes, visits, attempts]
}

/** The only place that picks an engine. */
export function openStorage(storage: StorageConfig, onStatement?: () => void) {
  if (storage.engine === 'mongodb') {
    throw new Error('DATABASE_URL: this version has the embedded store only; use sqlite:<folder>')
  }
  return createSqliteStorage({ folder: storage.folder, onStatement })
}

function keysOf({ app, pseudonym }: Secrets) {
  const [current = ''] = app
  return {
    toolKeySealer: createSealer(app, 'tool-key'),
    subSealer: createSealer(app, 'sub'),
    formMac: createMac(deriveKey(current, 'form')),
    receiptMac: createMac(deriveKey(current, 'receipt')),
    pseudonymise: createPseudonymise(pseudonym),
  }
}

function createWeb(publicUrl: string) {
  const texts = createTexts()
  const assets = createAssets()
  const { renderPage } = createRenderer({ texts, assetUrl: assets.url })
  const cookieShape = createCookieShape(publicUrl)
  return { texts, assets, renderPage, cookieShape, visitCookie: createVisitCookie(cookieShape) }
}

function ltiPages({ texts, renderPage }: ReturnType<typeof createWeb>): LtiPages {
  return {
    newWindow(res, { platformOrigin, ...page }) {
      allowFormAction(res, platformOrigin)
      const title = texts.t('entry.newWindow.title')
      renderPage(res, 'entry/new-window', { title, mood: 'child', ...page })
    },
  }
}
