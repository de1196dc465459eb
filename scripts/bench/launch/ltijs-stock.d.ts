/** The few calls of an unpatched ltijs that its README shows; the npm alias keeps it apart from ours. */
declare module 'ltijs-stock' {
  import type { RequestListener } from 'node:http'

  export const Provider: {
    readonly app: RequestListener
    setup(
      encryptionKey: string,
      database: { readonly plugin: object },
      options: {
        readonly appRoute: string
        readonly loginRoute: string
        readonly devMode: boolean
      },
    ): void
    deploy(options: { readonly serverless: true; readonly silent: true }): Promise<true>
    onConnect(
      callback: (token: unknown, req: unknown, res: { send(body: string): unknown }) => unknown,
    ): void
    registerPlatform(platform: {
      readonly url: string
      readonly name: string
      readonly clientId: string
      readonly authenticationEndpoint: string
      readonly accesstokenEndpoint: string
      readonly authConfig: { readonly method: 'JWK_SET'; readonly key: string }
    }): Promise<unknown>
  }
}
