import type { JWK } from 'jose'

import type { CpuParts } from './cpu-parts.ts'
import type { PhaseFigures, SteadyFigures } from './figures.ts'

/** The LMS as a tool's administrator sees it. */
export interface PlatformDetails {
  readonly issuer: string
  readonly clientId: string
  readonly deploymentId: string
  readonly authUrl: string
  readonly tokenUrl: string
  /** One for each contender, so that fetches are counted apart. */
  readonly jwksUrl: string
}

export interface PlatformRole {
  start(): Promise<{ readonly issuer: string; readonly signingKey: JWK }>
  /** Key-set requests so far, by the last part of their path. */
  keySetFetches(): Promise<Readonly<Record<string, number>>>
}

export interface ContenderSetup {
  readonly platform: PlatformDetails
  /** Added to every trip to the store. */
  readonly storeLatencyMs: number
  /** Empty, for the store's files. */
  readonly folder: string
}

export interface ToolAddresses {
  readonly loginUrl: string
  readonly launchUrl: string
  /** A page that nobody may see without a launch. */
  readonly closedPageUrl: string
}

export interface Usage {
  readonly cpuMs: number
  readonly storeTripCount: number
}

export interface ContenderRole {
  start(setup: ContenderSetup): Promise<ToolAddresses>
  usage(): Promise<Usage>
  startProfile(): Promise<void>
  /** Since startProfile. */
  stopProfile(): Promise<CpuParts>
  /** After everything that can be given back was. */
  memory(): Promise<Memory>
}

/** Bytes. */
export interface Memory {
  readonly heap: number
  readonly resident: number
}

/** Whom the load generator plays against; tokens are signed as this platform would sign them. */
export interface Target {
  readonly tool: ToolAddresses
  readonly platform: PlatformDetails
}

export interface LoadRole {
  prepare(given: { readonly signingKey: JWK; readonly clientCount: number }): Promise<void>
  /** What the tool wrongly accepts or refuses; empty where it really validates. */
  probe(target: Target): Promise<readonly string[]>
  /** The phases of a round, in this order. Between the first two, tokens are signed, off the clock. */
  logIn(given: { readonly target: Target; readonly count: number }): Promise<PhaseFigures>
  launch(): Promise<PhaseFigures>
  openPage(): Promise<PhaseFigures>
  /** Whole flows at a fixed rate, whether or not the tool keeps up. */
  steady(given: SteadyOrder): Promise<SteadyFigures>
}

export interface SteadyOrder {
  readonly target: Target
  readonly ratePerS: number
  readonly seconds: number
}
