import { type Action, ACTIONS, permissionOf } from './permissions.ts'

interface Route {
  readonly action: Action
  readonly method: string
  readonly segments: readonly string[]
}

const ROUTES: readonly Route[] = ACTIONS.flatMap((action) =>
  permissionOf(action).routes.map((route) => {
    const [method = '', path = ''] = route.split(' ')
    return { action, method, segments: segmentsOf(path) }
  }),
)

/** Actions of an address, any of which opens it; none: there is no such address. */
export function actionsOf(method: string, path: string): readonly Action[] {
  const asked = method === 'HEAD' ? 'GET' : method
  const segments = segmentsOf(path)
  const fitting = ROUTES.filter((route) => route.method === asked && fits(route, segments))
  // `/staff/me` is an address of its own and no account's id.
  const fewest = Math.min(...fitting.map(holesOf))
  return fitting.filter((route) => holesOf(route) === fewest).map(({ action }) => action)
}

function segmentsOf(path: string): readonly string[] {
  return path.split('/').filter((segment) => segment !== '')
}

function fits({ segments }: Route, asked: readonly string[]): boolean {
  return (
    segments.length === asked.length &&
    segments.every((segment, index) => segment.startsWith(':') || segment === asked[index])
  )
}

function holesOf({ segments }: Route): number {
  return segments.filter((segment) => segment.startsWith(':')).length
}
