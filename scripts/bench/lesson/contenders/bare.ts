// The least that a graded answer can be on this stack: Express, node:sqlite, a row read, a row written.
import { createHash, randomBytes } from 'node:crypto'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'

import express from 'express'

import { startTimedServer } from '../../coverage/timed-server.ts'
import { serveRole } from '../../worker.ts'
import { questionsOfContent } from '../questions.ts'
import type { Asked, LessonRole } from '../roles.ts'

const server = await startTimedServer()
let store: ReturnType<typeof openStore> | undefined

serveRole<LessonRole>({
  async start({ folder, pupilCount }) {
    const asked = await questionsOfContent()
    const opened = openStore(path.join(folder, 'bare.db'))
    const pupils = Array.from({ length: pupilCount }, () => {
      const token = randomBytes(32).toString('base64url')
      opened.addVisit(token)
      return { cookie: `visit=${token}`, formToken: '' }
    })
    server.serve(appOf(opened, asked))
    store = opened
    return { origin: server.origin, pupils, asked }
  },
  countKept: () => Promise.resolve(store?.countKept() ?? { right: 0, wrong: 0 }),
  takeSpent: server.takeSpent,
})

function appOf({ findVisit, keep }: ReturnType<typeof openStore>, asked: readonly Asked[]) {
  const byPath = new Map(asked.map((one) => [`${one.moduleId}/${one.questionId}`, one]))
  const app = express().disable('x-powered-by')
  app.post('/modules/:id/quiz/:question', express.urlencoded({ extended: false }), (req, res) => {
    const [, token = ''] = (req.headers.cookie ?? '').split('=')
    const visit = findVisit(token)
    const key = `${req.params.id}/${req.params.question}`
    const question = byPath.get(key)
    if (visit === undefined || !question) {
      res.status(404).end()
      return
    }
    const given = (req.body as Record<string, string | string[]>)[question.questionId] ?? []
    const isRight = [given].flat().join() === question.right.join()
    keep(visit, key, isRight)
    res.redirect(303, `/modules/${key}?chose=${[given].flat().join()}`)
  })
  return app
}

function openStore(file: string) {
  const database = new DatabaseSync(file)
  database.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;
    CREATE TABLE visits (id TEXT PRIMARY KEY, learner TEXT) STRICT;
    CREATE TABLE answers (learner TEXT, question TEXT, is_right INTEGER, PRIMARY KEY (learner, question)) STRICT;`)
  const hashOf = (text: string) => createHash('sha256').update(text).digest('base64url')
  const add = database.prepare('INSERT INTO visits VALUES (?, ?)')
  const find = database.prepare('SELECT learner FROM visits WHERE id = ?')
  const put = database.prepare('INSERT OR REPLACE INTO answers VALUES (?, ?, ?)')
  const count = database.prepare('SELECT count(*) AS n, sum(is_right) AS good FROM answers')
  return {
    addVisit: (token: string) => void add.run(hashOf(token), randomBytes(16).toString('hex')),
    findVisit: (token: string) => find.get(hashOf(token))?.['learner']?.toString(),
    keep: (learner: string, question: string, isRight: boolean) =>
      void put.run(learner, question, isRight ? 1 : 0),
    countKept() {
      const { n, good } = count.get() as { readonly n: number; readonly good: number | null }
      return { right: good ?? 0, wrong: n - (good ?? 0) }
    },
  }
}
