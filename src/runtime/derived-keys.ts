import { createMac, createSealer, deriveKey } from './keys.ts'

/** Everything that derives from `APP_SECRET`, one purpose each. */
export function createDerivedKeys(app: readonly string[]) {
  const [current = ''] = app
  return {
    toolKeySealer: createSealer(app, 'tool-key'),
    subSealer: createSealer(app, 'sub'),
    formMac: createMac(deriveKey(current, 'form')),
    receiptMac: createMac(deriveKey(current, 'receipt')),
  }
}
