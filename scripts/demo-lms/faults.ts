import type { RequestHandler } from 'express'

export type FaultPoint =
  'scores' | 'line-item' | 'members' | 'token' | 'jwks' | 'auth' | 'registration'
/** `lost`: everything is done, and the connection breaks before the answer. `slow`: half a second late. */
export type FaultKind = { readonly status: number } | 'hang' | 'lost' | 'slow'

const SLOW_MS = 500

export interface Faults {
  set(point: FaultPoint, what: FaultKind | null): void
  gate(point: FaultPoint): RequestHandler
}

/** Outages on order. A hanging request stays open until its client leaves or the LMS stops. */
export function createFaults(): Faults {
  const active = new Map<FaultPoint, FaultKind>()
  return {
    set(point, what) {
      if (what === null) active.delete(point)
      else active.set(point, what)
    },
    gate: (point) => (_req, res, next) => {
      const fault = active.get(point)
      if (fault === 'lost') res.end = () => res.destroy()
      if (fault === undefined || fault === 'lost') next()
      else if (fault === 'slow') setTimeout(next, SLOW_MS)
      else if (fault !== 'hang') res.status(fault.status).type('text/plain').send('demo outage')
    },
  }
}
