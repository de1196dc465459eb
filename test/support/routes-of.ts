import type { Express } from 'express'

export interface Listed {
  readonly method: string
  readonly path: string
}

interface Stack {
  listRoutes(): readonly {
    readonly path: string | readonly string[]
    readonly methods?: readonly string[]
    readonly router?: Stack
  }[]
}

function routesBelow(router: Stack, mount = ''): readonly Listed[] {
  return router.listRoutes().flatMap(({ path, methods, router: below }) =>
    [path].flat().flatMap((one) => {
      const full = `${mount}${one}`.replace(/\/+$/, '').replaceAll('//', '/') || '/'
      if (below) return routesBelow(below, full === '/' ? '' : full)
      const answered = (methods ?? []).filter((method) => method !== 'HEAD')
      return answered.map((method) => ({ method, path: full }))
    }),
  )
}

/** Every route of an app with the path that it is mounted at. */
export function routesOf(app: Express): readonly Listed[] {
  return routesBelow(app.router as unknown as Stack)
}
