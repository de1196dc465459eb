// What any page of these bytes costs: node:http sends what ours sent, and thinks of nothing.
import { serveRole } from '../../worker.ts'
import type { FloorRole } from '../roles.ts'
import { startTimedServer } from '../timed-server.ts'

const server = await startTimedServer()

serveRole<FloorRole>({
  start(recordings) {
    const answers = new Map(
      recordings.map(({ path, headers, base64 }) => {
        const body = Buffer.from(base64, 'base64')
        return [path, { body, headers: { ...headers, 'content-length': body.length } }] as const
      }),
    )
    server.serve((req, res) => {
      const answer = answers.get(req.url ?? '')
      if (answer) res.writeHead(200, answer.headers).end(answer.body)
      else res.writeHead(404).end()
    })
    return Promise.resolve({ origin: server.origin })
  },
  takeSpent: server.takeSpent,
})
