import type { ObjectSchema } from 'joi'
import { type Document, isNode, LineCounter, parseDocument, visit } from 'yaml'

import type { Report } from './content-error.ts'

type DataPath = readonly (string | number)[]

const YAML_OPTIONS = { schema: 'failsafe', prettyErrors: false } as const

/** A value read from a file that still knows on which line each part of it stands. */
export interface LocatedData {
  readonly value: unknown
  lineOf(path: DataPath): number
}

interface SourceText {
  readonly text: string
  readonly firstLine: number
}

/** JSON is YAML too, so YAML's parser finds the lines; JSON's own decides what is JSON. */
export function parseJson(text: string, report: Report): LocatedData | undefined {
  try {
    const value: unknown = JSON.parse(text)
    const located = locate({ text, firstLine: 1 }, report)
    return located && { ...located, value }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    const line = /line (\d+)/.exec(reason)?.[1]
    report(`is not valid JSON: ${reason}.`, line === undefined ? undefined : Number(line))
    return undefined
  }
}

/** Every scalar stays text, as it was typed (`111`, `no`, `1:30`); the schema turns what it needs. */
export function parseYaml(source: SourceText, report: Report): LocatedData | undefined {
  return locate(source, report)
}

function locate({ text, firstLine }: SourceText, report: Report): LocatedData | undefined {
  const lines = new LineCounter()
  const document = parseDocument(text, { ...YAML_OPTIONS, lineCounter: lines })
  const lineAt = (offset: number) => lines.linePos(offset).line + firstLine - 1
  const broken = [...document.errors, ...aliasesIn(document)]
  for (const { message, pos } of broken) report(`cannot be read: ${message}.`, lineAt(pos[0]))
  if (broken.length > 0) return undefined
  return {
    value: document.toJS(),
    lineOf(path) {
      // What is missing has no line of its own: the nearest thing around it has.
      for (let depth = path.length; depth > 0; depth -= 1) {
        const node = document.getIn(path.slice(0, depth), true)
        if (isNode(node) && node.range) return lineAt(node.range[0])
      }
      return firstLine
    },
  }
}

interface Broken {
  readonly message: string
  readonly pos: readonly [number, number]
}

/** A few aliases of aliases would grow to gigabytes. */
function aliasesIn(document: Document): readonly Broken[] {
  const found: Broken[] = []
  visit(document, {
    Alias: (_, { source, range }) => {
      const at = range?.[0] ?? 0
      found.push({ message: `*${source} repeats another part, write it out`, pos: [at, at] })
    },
  })
  return found
}

/** Checks data against a schema and reports all that is wrong, each with its line. */
export function validate<T>(
  schema: ObjectSchema<T>,
  data: LocatedData,
  report: Report,
): T | undefined {
  const result = schema.validate(data.value, {
    abortEarly: false,
    errors: { wrap: { label: "'" } },
  })
  if (!result.error) return result.value
  for (const { message, path } of result.error.details) report(`${message}.`, data.lineOf(path))
  return undefined
}
