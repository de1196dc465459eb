import { Router } from 'express'

/** `/health/live`: the process answers. `/health/ready`: the store does too, else a proxy sends no traffic here. */
export function healthRoutes(askStore: () => Promise<unknown>): Router {
  const router = Router()
  router.get('/live', (_req, res) => {
    res.json({ status: 'live' })
  })
  router.get('/ready', async (_req, res) => {
    await askStore()
    res.json({ status: 'ready' })
  })
  return router
}
