import type { Module } from '../catalogue/index.ts'
import { type LessonPaths, lessonPathsBelow } from '../learning/index.ts'
import type { School } from '../schools/index.ts'
import type { PublicTokenText } from './public-token.ts'

type Named = Pick<Module, 'id'>

/** Addresses that need no account; where somebody stands, signed, is a part of them. */
export const paths = {
  cover: ({ id }: Named, token?: PublicTokenText) => `/open/${id}${searchOf(token)}`,
  start: ({ id }: Named, token?: PublicTokenText) => `/open/${id}/start${searchOf(token)}`,
  poster: ({ code }: Pick<School, 'code'>) => `/schools/${encodeURIComponent(code)}/poster`,
  renew: ({ code }: Pick<School, 'code'>) => `/schools/${encodeURIComponent(code)}/poster/renew`,
  counts: (period: string) => `/coverage/parents?${new URLSearchParams({ period }).toString()}`,
  countsFile: (period: string) =>
    `/coverage/parents.xlsx?${new URLSearchParams({ period }).toString()}`,
  coverage: (period: string) => `/coverage?${new URLSearchParams({ period }).toString()}`,
  school: ({ code }: Pick<School, 'code'>) => `/schools/${encodeURIComponent(code)}`,
  /** The lesson itself, with what was done of it so far. */
  run: (ticket: string): LessonPaths => lessonPathsBelow(({ id }) => `/open/${id}/${ticket}`),
}

function searchOf(token: PublicTokenText | undefined): string {
  return token === undefined ? '' : `?s=${token}`
}
