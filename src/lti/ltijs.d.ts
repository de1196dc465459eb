/**
 * The few calls of ltijs 5.9.9 that we make, and the guard that our patch adds (patches/, docs/decisions/0003).
 * @types/ltijs describes another major version.
 */
declare module 'ltijs/dist/Provider/Services/Grade.js' {
  interface InjectedPlatform {
    platformActive(): Promise<boolean>
    platformClientId(): Promise<string>
    platformAccessToken(
      scope: string,
    ): Promise<{ readonly token_type: string; readonly access_token: string }>
  }

  interface ScoreMessage {
    userId: string
    scoreGiven: number
    scoreMaximum: number
    activityProgress: 'Completed'
    gradingProgress: 'FullyGraded'
    timestamp: string
  }

  class Grade {
    constructor(
      getPlatform: (issuer: string, clientId: string) => Promise<InjectedPlatform>,
      encryptionKey: string,
      database: null,
    )
    submitScore(
      token: { readonly iss: string; readonly clientId: string },
      lineItemUrl: string,
      score: ScoreMessage,
    ): Promise<unknown>
    createLineItem(
      token: {
        readonly iss: string
        readonly clientId: string
        readonly platformContext: { readonly endpoint: { readonly lineitems: string } }
      },
      lineItem: object,
    ): Promise<unknown>
  }

  export default Grade
}

declare module 'ltijs/dist/Provider/Services/DeepLinking.js' {
  interface InjectedPlatform {
    platformActive(): Promise<boolean>
    platformClientId(): Promise<string>
    platformKid(): Promise<string>
    /** PEM */
    platformPrivateKey(): Promise<string>
  }

  interface RequestToken {
    readonly iss: string
    readonly clientId: string
    readonly deploymentId: string
    readonly platformContext: {
      readonly deepLinkingSettings: {
        readonly accept_types: readonly string[]
        readonly accept_multiple: boolean
        readonly data?: string | undefined
      }
    }
  }

  class DeepLinking {
    constructor(
      getPlatform: (issuer: string, clientId: string) => Promise<InjectedPlatform>,
      encryptionKey: string,
      database: null,
    )
    createDeepLinkingMessage(
      token: RequestToken,
      items: readonly object[],
      options: Readonly<Record<string, string>>,
    ): Promise<string>
  }

  export default DeepLinking
}

declare module 'ltijs/dist/Utils/Http.js' {
  import type { LookupFunction } from 'node:net'

  const http: { guard?: { assertAllowed: (url: URL) => void; lookup: LookupFunction } }
  export default http
}
