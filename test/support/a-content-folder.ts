import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

export interface ContentFolder {
  /** For `CONTENT_DIRS`: B5 and these, and none of our other modules. */
  readonly dirs: string
  remove(): void
}

type Head = Readonly<Record<string, unknown>>

/** The texts of B5 under other ids, for tests that need several modules. */
export function aContentFolder(modules: Readonly<Record<string, Head>>): ContentFolder {
  const folder = mkdtempSync(path.join(tmpdir(), 'lachan-content-'))
  cpSync('content/B5', path.join(folder, 'B5'), { recursive: true })
  for (const [id, head] of Object.entries(modules)) {
    const version = path.join(folder, id, '1')
    cpSync('content/B5/1', version, { recursive: true })
    const file = path.join(version, 'module.json')
    const own = JSON.parse(readFileSync(file, 'utf8')) as Head
    writeFileSync(file, JSON.stringify({ ...own, ...head, id }, undefined, 2))
  }
  return {
    dirs: folder,
    remove: () => {
      rmSync(folder, { recursive: true })
    },
  }
}

/** Beside B5 (lớp 4–5, 25 minutes, 4.2.CB2 and 3.3.CB2). */
export const MORE_MODULES = {
  C1: {
    title: { vi: 'Mật khẩu mạnh, tài khoản vững' },
    audience: 'thcs',
    grades: [6, 7, 8, 9],
    minutes: 30,
    nls: ['4.1.TC1'],
    strands: ['privacy-security'],
  },
  B2: {
    title: { vi: 'Bạn "thân" <trên mạng> & em' },
    minutes: 20,
    nls: ['2.5.CB2'],
    strands: ['bullying'],
    sensitive: false,
  },
} as const
