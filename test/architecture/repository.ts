import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'

const TEXT =
  /\.(ts|mts|mjs|cjs|js|json|md|ejs|css|svg|html|txt|yml|yaml|patch|sh)$|(^|\/)[^.]+$|^\.[^/]+$/

/** What is, or is about to be, in the repository; nothing where this is no git checkout. */
export function repositoryFiles(which: 'all' | 'committed' = 'all'): readonly string[] {
  const others = which === 'all' ? ['--others', '--exclude-standard'] : []
  const args = ['ls-files', '-z', '--cached', ...others]
  const { stdout } = spawnSync('git', args, { encoding: 'utf8' })
  // A file that was deleted but not yet staged is still listed.
  return (stdout || '').split('\0').filter((file) => file !== '' && existsSync(file))
}

export interface TextFile {
  readonly path: string
  readonly lines: readonly string[]
}

export function textFiles(): readonly TextFile[] {
  return repositoryFiles()
    .filter((file) => TEXT.test(file))
    .map((path) => ({ path, lines: readFileSync(path, 'utf8').split('\n') }))
}

/** `file:line` of every line that matches. */
export function linesThat(files: readonly TextFile[], pattern: RegExp): readonly string[] {
  return files.flatMap(({ path, lines }) =>
    lines.flatMap((line, index) =>
      pattern.test(line) ? [`${path}:${index + 1} ${line.trim()}`] : [],
    ),
  )
}

/** An unpacked archive has no list of what belongs to it. */
export function leaveOut(suite: Mocha.Context): void {
  process.stdout.write('    left out: this folder is no git checkout\n')
  suite.skip()
}
