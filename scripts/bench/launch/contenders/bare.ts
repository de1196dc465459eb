// The least that a correct launch can be on this stack: Express, jose, node:sqlite, and nothing else.
import { createHash, randomBytes } from 'node:crypto'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'

import express, { type Request, type Response } from 'express'
import { createRemoteJWKSet, jwtVerify } from 'jose'

import { serveContender } from '../contender.ts'
import { LTI } from '../launch-token.ts'
import type { PlatformDetails } from '../roles.ts'
import type { StoreMeter } from '../store-meter.ts'

const TEN_MINUTES_MS = 10 * 60 * 1000
const TWO_HOURS_MS = 2 * 60 * 60 * 1000
const COOKIE = { httpOnly: true, secure: true, sameSite: 'none', path: '/' } as const
const PAGE = '<!doctype html><html lang="vi"><title>Bench</title><p>Bài học</p></html>'

const newToken = () => randomBytes(32).toString('base64url')
const hashOf = (text: string) => createHash('sha256').update(text).digest('base64url')

serveContender(({ origin, folder, platform, storeMeter }) => {
  const store = openStore(folder, storeMeter)
  const validate = createValidation(platform)
  const launchUrl = `${origin}/launch`
  const form = express.urlencoded({ extended: false })
  const app = express().disable('x-powered-by')

  app.post('/login', form, async (req, res) => {
    const { iss, client_id, login_hint, lti_message_hint } = req.body as Record<string, string>
    if (iss !== platform.issuer || client_id !== platform.clientId) {
      refuse(res)
      return
    }
    const [state, nonce, browser] = [newToken(), newToken(), newToken()]
    await store.addHandshake({ state, nonce, browser })
    res.cookie('browser', browser, COOKIE)
    const question = { scope: 'openid', response_type: 'id_token', response_mode: 'form_post' }
    const address = { prompt: 'none', client_id, redirect_uri: launchUrl, state, nonce }
    const hints = { login_hint: login_hint ?? '', lti_message_hint: lti_message_hint ?? '' }
    const query = new URLSearchParams({ ...question, ...address, ...hints })
    res.redirect(303, `${platform.authUrl}?${query.toString()}`)
  })
  app.post('/launch', form, async (req, res) => {
    const { id_token = '', state = '' } = req.body as Record<string, string>
    const handshake = await store.takeHandshake(state, cookieOf(req, 'browser'))
    const sub = handshake && (await validate(id_token, handshake.nonceHash))
    if (!sub) {
      refuse(res)
      return
    }
    const visit = newToken()
    await store.addVisit(visit, sub)
    res.cookie('visit', visit, COOKIE).redirect(303, '/page')
  })
  app.get('/page', async (req, res) => {
    if (!(await store.findVisit(cookieOf(req, 'visit')))) refuse(res)
    else res.send(PAGE)
  })
  const addresses = { loginUrl: `${origin}/login`, launchUrl, closedPageUrl: `${origin}/page` }
  return Promise.resolve({ handler: app, addresses })
})

function refuse(res: Response): void {
  res.status(401).send('refused')
}

function cookieOf(req: Request, name: string): string {
  const pairs = (req.headers.cookie ?? '').split('; ').map((pair) => pair.split('='))
  return pairs.find(([key]) => key === name)?.[1] ?? ''
}

/** Gives the person of a valid token. */
function createValidation({ issuer, clientId, deploymentId, jwksUrl }: PlatformDetails) {
  const keySet = createRemoteJWKSet(new URL(jwksUrl))
  const rules = { issuer, audience: clientId, algorithms: ['RS256'] }
  return async (token: string, nonceHash: string): Promise<string | undefined> => {
    try {
      const { payload } = await jwtVerify(token, keySet, rules)
      const isOurs =
        hashOf(String(payload['nonce'])) === nonceHash &&
        payload[`${LTI}/deployment_id`] === deploymentId &&
        payload[`${LTI}/version`] === '1.3.0' &&
        payload[`${LTI}/message_type`] === 'LtiResourceLinkRequest'
      return isOurs ? payload.sub : undefined
    } catch {
      return undefined
    }
  }
}

function openStore(folder: string, { trip }: StoreMeter) {
  const database = new DatabaseSync(path.join(folder, 'bare.db'))
  database.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;
    CREATE TABLE handshakes (id TEXT PRIMARY KEY, nonce TEXT, browser TEXT, expires_at INTEGER) STRICT;
    CREATE TABLE visits (id TEXT PRIMARY KEY, learner TEXT, expires_at INTEGER) STRICT;`)
  const addHandshake = database.prepare('INSERT INTO handshakes VALUES (?, ?, ?, ?)')
  const takeHandshake = database.prepare(
    'DELETE FROM handshakes WHERE id = ? AND browser = ? AND expires_at > ? RETURNING nonce',
  )
  const addVisit = database.prepare('INSERT INTO visits VALUES (?, ?, ?)')
  const findVisit = database.prepare('SELECT learner FROM visits WHERE id = ? AND expires_at > ?')
  return {
    addHandshake: (given: Readonly<Record<'state' | 'nonce' | 'browser', string>>) => {
      const hashes = [hashOf(given.state), hashOf(given.nonce), hashOf(given.browser)]
      return trip(() => addHandshake.run(...hashes, BigInt(Date.now() + TEN_MINUTES_MS)))
    },
    takeHandshake: async (state: string, browser: string) => {
      const now = BigInt(Date.now())
      const [row] = await trip(() => takeHandshake.all(hashOf(state), hashOf(browser), now))
      return row && { nonceHash: String(row['nonce']) }
    },
    addVisit: (visit: string, sub: string) =>
      trip(() => addVisit.run(hashOf(visit), hashOf(sub), BigInt(Date.now() + TWO_HOURS_MS))),
    findVisit: (visit: string) => trip(() => findVisit.get(hashOf(visit), BigInt(Date.now()))),
  }
}
