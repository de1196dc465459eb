import { MalformedRequestError, UnknownPlatformError } from '../errors/index.ts'
import { type ChosenLink, toContentItem } from './content-item.ts'
import { signLinks } from './deep-linking-message.ts'
import type { DeepLinkingSettings, Message } from './launch.ts'
import type { Outbound } from './outbound.ts'
import type { Registration, RegistrationId } from './registration.ts'
import type { Registry } from './registry.ts'
import type { ToolKeys } from './tool-keys.ts'

/** Links on their way back to the platform that asked for them; none says that nothing was chosen. */
export interface LinksToReturn {
  readonly registrationId: string
  readonly deploymentId: string
  readonly settings: DeepLinkingSettings
  readonly links: readonly ChosenLink[]
}

/** A form that a browser posts to the platform: https://www.imsglobal.org/spec/lti-dl/v2p0#workflow */
export interface LinksForm {
  readonly action: string
  /** Value of its one field, `JWT`. */
  readonly jwt: string
  /** Where the post goes, and where the platform may redirect it: Chromium holds both to `form-action`. */
  readonly origins: readonly string[]
}

export interface DeepLinking {
  /** @throws UnknownPlatformError where the registration was switched off meanwhile */
  deepLinkingResponse(answer: LinksToReturn): Promise<LinksForm>
}

export interface DeepLinkingDeps {
  readonly registry: Pick<Registry, 'byId'>
  readonly outbound: Pick<Outbound, 'assertAllowed'>
  readonly toolKeys: Pick<ToolKeys, 'current'>
  readonly launchUrl: string
}

export function createDeepLinking(deps: DeepLinkingDeps): DeepLinking {
  return {
    async deepLinkingResponse({ registrationId, deploymentId, settings, links }) {
      const registration = deps.registry.byId(registrationId as RegistrationId)
      if (registration?.state !== 'active') {
        throw new UnknownPlatformError('login-blocked-registration')
      }
      const { returnUrl } = settings
      assertReturnable(returnUrl, deps.outbound)
      const items = links.map((link) => toContentItem(link, deps.launchUrl, settings))
      const message = { registration, deploymentId, settings, items }
      const jwt = await signLinks(message, await deps.toolKeys.current())
      return { action: returnUrl, jwt, origins: formOriginsOf(returnUrl, registration) }
    },
  }
}

/**
 * A deep-linking request whose answer we would not send ends at the door, before anybody chooses anything.
 * @throws MalformedRequestError('links-return-refused')
 */
export function refuseUnreturnable(message: Message, outbound: DeepLinkingDeps['outbound']) {
  if (message.kind === 'deep-linking') assertReturnable(message.settings.returnUrl, outbound)
}

// What a Content-Security-Policy can name; an address of IPv6 in brackets it cannot.
const NAMED_HOST = /^[a-z0-9.-]+$/

/** Nothing is fetched there, a browser posts to it: so the text decides, as for every address of a platform. */
function assertReturnable(url: string, outbound: DeepLinkingDeps['outbound']): void {
  try {
    outbound.assertAllowed(url)
  } catch (error) {
    throw new MalformedRequestError('links-return-refused', {}, error)
  }
  if (!NAMED_HOST.test(new URL(url).hostname)) {
    throw new MalformedRequestError('links-return-refused')
  }
}

/** Where a form that leads to this platform may go. */
export function formOriginsOf(returnUrl: string, registration: Registration): readonly string[] {
  const { issuer, authUrl, frameOrigins } = registration
  const urls = [returnUrl, issuer, authUrl, ...frameOrigins].filter((url) => URL.canParse(url))
  const ofWeb = urls.map((url) => new URL(url)).filter(isOfWeb)
  return [...new Set(ofWeb.map(({ origin }) => origin))]
}

function isOfWeb({ protocol, hostname }: URL): boolean {
  return /^https?:$/.test(protocol) && NAMED_HOST.test(hostname)
}
