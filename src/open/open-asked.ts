import type { Catalogue, Module } from '../catalogue/index.ts'
import { NotFoundError } from '../errors/index.ts'
import { inTime } from '../help/index.ts'
import type { Clock, Mac } from '../runtime/index.ts'
import type { SchoolDirectory, SchoolId } from '../schools/index.ts'
import type { HelpNear, RenderPage, Texts } from '../web/index.ts'
import type { OpenCounter } from './open-counter.ts'
import type { OpenPages } from './open-pages.ts'
import type { PublicTokenText } from './public-token.ts'
import type { SchoolOfToken } from './school-of-token.ts'
import type { FindTaught } from './taught.ts'
import { readTicket, type Ticket } from './ticket.ts'

export interface OpenRoutesDeps {
  readonly catalogue: Catalogue
  readonly directory: Pick<SchoolDirectory, 'byId'>
  readonly counter: OpenCounter
  readonly schoolOfToken: SchoolOfToken
  readonly helpNear: (schoolId: SchoolId | undefined) => HelpNear
  readonly findTaught: FindTaught
  readonly openRunMac: Mac
  readonly clock: Clock
  readonly texts: Texts
  readonly renderPage: RenderPage<OpenPages>
}

/** @throws NotFoundError for a module that is not for everybody */
export function openModule(catalogue: Catalogue, id: string): Module {
  const module = catalogue.find(id)
  if (!module || !isOpen(module)) throw new NotFoundError('open-module-not-found')
  return module
}

export function isOpen({ audience }: Module): boolean {
  return audience === 'parents'
}

/** For the page: who helps at the school whose invitation it is. Without a store the page is shown all the same. */
export async function leaveHelpNear(
  { schoolOfToken, helpNear }: OpenRoutesDeps,
  { locals }: { readonly locals: { helpNear?: HelpNear } },
  token: PublicTokenText | undefined,
): Promise<void> {
  if (token) locals.helpNear = helpNear(await inTime(schoolOfToken(token)))
}

export interface TicketParams {
  readonly id: string
  readonly ticket: string
}

export function ticketOf(deps: OpenRoutesDeps, params: TicketParams): Ticket {
  const { id } = openModule(deps.catalogue, params.id)
  return readTicket(deps.catalogue, { moduleId: id, text: params.ticket }, deps.openRunMac)
}
