import type { Report } from './content-error.ts'
import { type MediaSource, RECORDED_TYPES } from './media.ts'
import type { Step } from './module.ts'
import { fileNameOfStep } from './step-name.ts'

const FOLDER = 'audio/'
const MOST_MEGABYTES = 1

export function isRecording(name: string): boolean {
  return name.startsWith(FOLDER)
}

type Media = ReadonlyMap<string, MediaSource>

/** Each page with its recorded voice, where media/audio/ has one. */
export function withRecordings(steps: readonly Step[], media: Media): readonly Step[] {
  return steps.map((step, index) => ({
    ...step,
    pages: step.pages.map((page, at) => {
      const recording = namesOf(step, index, at).find((name) => media.has(name))
      return recording === undefined ? page : { ...page, recording }
    }),
  }))
}

/** `audio/01-ten-buoc.mp3` is the first page of the step of that name, `audio/01-ten-buoc.2.mp3` its second. */
function namesOf(step: Step, index: number, at: number): readonly string[] {
  const page = at === 0 ? '' : `.${at + 1}`
  const stem = `${FOLDER}${fileNameOfStep(step, index)}${page}`
  return [...RECORDED_TYPES.keys()].map((extension) => `${stem}${extension}`)
}

export function reportRecordings(
  steps: readonly Step[],
  media: Media,
  reportOn: (name: string) => Report,
): void {
  const wanted = steps.flatMap((step, index) =>
    step.pages.flatMap((_, at) => namesOf(step, index, at)),
  )
  for (const [name, source] of [...media].filter(([file]) => isRecording(file))) {
    const report = reportOn(`media/${name}`)
    if (!wanted.includes(name)) {
      report(
        'belongs to no page: 01-ten-buoc.mp3 is the first of a step, 01-ten-buoc.2.mp3 the second (.mp3, .m4a, .ogg).',
      )
    }
    if (isTooLarge(source)) report(`is larger than ${MOST_MEGABYTES} MB.`)
  }
}

function isTooLarge({ content }: MediaSource): boolean {
  return content.length > MOST_MEGABYTES * 1024 * 1024
}
