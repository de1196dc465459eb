import { createMac, createSealer, deriveKey } from './keys.ts'

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
  }
}
