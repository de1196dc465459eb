import { createMac, createSealer, deriveKey } from './keys.ts'

/** What must prove the same after years: derived from `PSEUDONYM_KEY`, which never changes. */
export function createLastingKeys(pseudonymKey: string) {
  return { certificateMac: createMac(deriveKey(pseudonymKey, 'certificate')) }
}

/** Everything that derives from `APP_SECRET`, one purpose each. */
export function createDerivedKeys(app: readonly string[]) {
  const [current = ''] = app
  return {
    toolKeySealer: createSealer(app, 'tool-key'),
    subSealer: createSealer(app, 'sub'),
    /** What the first one made, each one proves. */
    stateMacs: app.map((secret) => createMac(deriveKey(secret, 'state'))),
    formMac: createMac(deriveKey(current, 'form')),
    receiptMac: createMac(deriveKey(current, 'receipt')),
    openRunMac: createMac(deriveKey(current, 'open-run')),
  }
}
