import path from 'node:path'

import type { Problem, Report } from './content-error.ts'
import { renderTeacherNotes } from './markdown.ts'
import { type MediaFile, type MediaSource, problemsOfMedia, toMediaFile } from './media.ts'
import type { Module, Question, Step } from './module.ts'
import { type ModuleHead, parseModuleHead, type Place } from './module-file.ts'
import { parseQuiz } from './quiz-file.ts'
import { isRecording, reportRecordings, withRecordings } from './recordings.ts'
import { parseStep } from './step-file.ts'

/** The files of one version of a module, read but not yet understood. */
export interface ModuleFiles extends Place {
  /** As problems name it: `content/B5/1`. */
  readonly folder: string
  /** By path inside the folder: `steps/01-bay.md`. Lines end in LF. */
  readonly texts: ReadonlyMap<string, string>
  /** By name inside media/. */
  readonly media: ReadonlyMap<string, MediaSource>
}

export interface LoadedModule {
  readonly folder: string
  readonly module: Module
  readonly media: ReadonlyMap<string, MediaFile>
}

export interface ParsedModule {
  /** Only where there is no problem. */
  readonly loaded?: LoadedModule
  readonly problems: readonly Problem[]
}

type ReportOn = (name: string) => Report

const STEP_FILE = /^steps\/(?<number>\d\d)-(?<slug>[a-z0-9]+(?:-[a-z0-9]+)*)\.md$/

export function parseModule(files: ModuleFiles): ParsedModule {
  const problems: Problem[] = []
  const reportOn: ReportOn = (name) => (message, line) => {
    const file = path.join(files.folder, name)
    problems.push({ file, message, ...(line !== undefined && { line }) })
  }
  const head = parseHead(files, reportOn)
  const steps = parseSteps(files, reportOn)
  const questions = parseQuestions(files, reportOn)
  const teacherNotes = parseTeacherNotes(files, reportOn)
  reportUnknownFiles(files, reportOn)
  reportMedia(files, reportOn)
  reportRecordings(steps, files.media, reportOn)
  reportSharedIds({ steps, questions }, reportOn('quiz.json'))
  if (!head || problems.length > 0) return { problems }
  const media = new Map([...files.media].map(([name, source]) => [name, toMediaFile(source)]))
  const spoken = withRecordings(steps, files.media)
  const module = { ...head, steps: spoken, questions, teacherNotes }
  return { loaded: { folder: files.folder, module, media }, problems }
}

function parseHead(files: ModuleFiles, reportOn: ReportOn): ModuleHead | undefined {
  const text = files.texts.get('module.json')
  if (text !== undefined) return parseModuleHead(text, files, reportOn('module.json'))
  reportOn('module.json')('is missing.')
  return undefined
}

function parseSteps(files: ModuleFiles, reportOn: ReportOn): readonly Step[] {
  const names = [...files.texts.keys()].filter((name) => STEP_FILE.test(name)).toSorted()
  if (names.length === 0) reportOn('steps')('has no step like 01-ten-buoc.md.')
  const steps = names.map((name, index) => {
    const { number, slug = '' } = STEP_FILE.exec(name)?.groups ?? {}
    const report = reportOn(name)
    if (Number(number) !== index + 1) report('steps must be numbered 01, 02, 03 … without gaps.')
    const text = files.texts.get(name) ?? ''
    return parseStep({ slug, text }, { report, hasMedia: (file) => files.media.has(file) })
  })
  const parsed = steps.filter((step) => step !== undefined)
  const twice = parsed.find(({ slug }, index) => parsed.findIndex((s) => s.slug === slug) < index)
  if (twice) reportOn('steps')(`two steps are called '${twice.slug}'.`)
  return parsed
}

function parseQuestions(files: ModuleFiles, reportOn: ReportOn): readonly Question[] {
  const text = files.texts.get('quiz.json')
  if (text !== undefined) return parseQuiz(text, reportOn('quiz.json')) ?? []
  reportOn('quiz.json')('is missing.')
  return []
}

function parseTeacherNotes(files: ModuleFiles, reportOn: ReportOn): string {
  const text = files.texts.get('teacher.md')
  if (text !== undefined) return renderTeacherNotes(text, reportOn('teacher.md'))
  reportOn('teacher.md')('is missing.')
  return ''
}

const OTHER_FILES = new Set(['module.json', 'quiz.json', 'teacher.md'])

function reportUnknownFiles({ texts }: ModuleFiles, reportOn: ReportOn): void {
  for (const name of texts.keys()) {
    if (OTHER_FILES.has(name) || STEP_FILE.test(name)) continue
    reportOn(name)('is not a file of the format (is a step called like 01-ten-buoc.md?).')
  }
}

function reportMedia({ media }: ModuleFiles, reportOn: ReportOn): void {
  for (const [name, source] of [...media].filter(([file]) => !isRecording(file))) {
    for (const message of problemsOfMedia(source)) reportOn(`media/${name}`)(message)
  }
}

/** A block and a question are answered by fields named after their ids, so no two may share one. */
function reportSharedIds(
  { steps, questions }: Pick<Module, 'steps' | 'questions'>,
  report: Report,
): void {
  const blocks = steps.flatMap(({ pages }) => pages.flatMap((page) => page.blocks))
  const ids = [...blocks, ...questions].flatMap((thing) => ('id' in thing ? [thing.id] : []))
  for (const id of new Set(ids.filter((one, index) => ids.indexOf(one) < index))) {
    report(`the id '${id}' is used twice among the questions and the blocks of the steps.`)
  }
}
