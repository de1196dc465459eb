import type { RequestHandler } from 'express'

export type FaultPoint = 'scores' | 'token' | 'jwks' | 'auth'
export type FaultKind = { readonly status: number } | 'hang'

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
      if (fault === undefined) next()
      else if (fault !== 'hang') res.status(fault.status).type('text/plain').send('demo outage')
    },
  }
}
