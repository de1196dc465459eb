import type { Block, Module } from '../module.ts'
import { fileOfStep, type Finding, type Rule } from './rule.ts'
import { shownTexts } from './texts.ts'

const HELP = /(?<!\d)11[13](?!\d)/u
const NOTE = /bài này (?:nói|nhắc)/iu
const WAY_OUT = /thoát|dừng|nghỉ/iu

/** A hard subject begins with where help is, then what comes and how to leave; nothing to do before. */
export const contentNote: Rule = (module) => {
  if (!module.sensitive) return []
  const opening = openingOf(module)
  return [
    ...(HELP.test(opening) ? [] : ['does not begin with where to get help (111 or 113).']),
    ...(NOTE.test(opening)
      ? []
      : ['does not say on its first page what is coming (“Bài này nói …”).']),
    ...(NOTE.test(opening) && opening.search(NOTE) < opening.search(HELP)
      ? ['says what is coming before where to get help.']
      : []),
    ...(WAY_OUT.test(opening) ? [] : ['does not say on its first page how to stop.']),
    ...storyTooEarly(module),
  ].map((message) => finding(module, message))
}

function finding({ steps }: Module, message: string): Finding {
  const [first] = steps
  return first
    ? { file: fileOfStep(first, 0), message, at: `title: ${first.title}` }
    : { file: 'steps', message }
}

function openingOf({ steps }: Module): string {
  return (steps[0]?.pages[0]?.blocks ?? []).flatMap(shownTexts).join(' ')
}

function storyTooEarly({ steps }: Module): readonly string[] {
  const blocks: readonly Block[] = steps[0]?.pages.flatMap((page) => page.blocks) ?? []
  return blocks.some((block) => 'id' in block)
    ? ['asks for something in the step that prepares for it.']
    : []
}
