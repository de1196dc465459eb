import { type Preview, previewIdOf } from '../../src/editing/index.ts'

export function aPreview(overrides: Partial<Preview> = {}): Preview {
  return {
    id: previewIdOf('preview-1'),
    accountId: 'account-1',
    archive: new Uint8Array([80, 75, 3, 4, 0, 255]),
    expiresAt: new Date('2026-11-24T02:00:00.000Z'),
    ...overrides,
  }
}
