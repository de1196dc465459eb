import type { Catalogue, Module } from '../catalogue/index.ts'
import { NotFoundError } from '../errors/index.ts'
import type { Clock, Mac } from '../runtime/index.ts'
import type { SchoolDirectory } from '../schools/index.ts'
import type { RenderPage, Texts } from '../web/index.ts'
import type { OpenCounter } from './open-counter.ts'
import type { OpenPages } from './open-pages.ts'
import type { FindTaught } from './taught.ts'
import { readTicket, type Ticket } from './ticket.ts'

export interface OpenRoutesDeps {
  readonly catalogue: Catalogue
  readonly directory: Pick<SchoolDirectory, 'byId'>
  readonly counter: OpenCounter
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

export interface TicketParams {
  readonly id: string
  readonly ticket: string
}

export function ticketOf(deps: OpenRoutesDeps, params: TicketParams): Ticket {
  const { id } = openModule(deps.catalogue, params.id)
  return readTicket(deps.catalogue, { moduleId: id, text: params.ticket }, deps.openRunMac)
}
