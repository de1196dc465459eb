import { setTimeout } from 'node:timers/promises'

import { launchFromLms } from '../support/a-demo-world.ts'
import { walkThrough } from '../support/a-lesson.ts'
import { type Answered, aWalker, type Walked, type Walker } from '../support/a-walker.ts'
import type { FaultWorld } from './a-fault-world.ts'

/** What people were told; whatever stands here must be in the store. */
export interface Told {
  /** User ids of pupils who were told that they completed the module. */
  readonly completions: Set<string>
  readonly sessions: Set<string>
  readonly confirmed: Set<string>
  /** Answers that nobody should get, and pages that lead nowhere. */
  readonly surprises: string[]
  /** Answers that a kill cut off. */
  cuts: number
}

export interface Load {
  readonly told: Told
  /** Everybody finishes what they are at: the server has to be up. */
  finish(): Promise<void>
}

interface LoadOptions {
  readonly pupils: number
  readonly recorders: readonly ('teacher' | 'colleague')[]
  /** Between two sessions of one recorder. */
  readonly recordEveryMs: number
}

const USUAL: LoadOptions = {
  pupils: 5,
  recorders: ['teacher', 'colleague'],
  recordEveryMs: 100,
}
const TRY_AGAIN_MS = 50
const FORM = 'form[data-form]'
const CONFIRM = 'form[action$="/confirm"]'

/** Staff have signed in when it comes back: their links work once. */
export async function startLoad(
  world: FaultWorld,
  options: Partial<LoadOptions> = {},
): Promise<Load> {
  const { pupils, recorders, recordEveryMs } = { ...USUAL, ...options }
  const told = nothingTold()
  const waiting: string[] = []
  let next = 0
  let isOver = false
  let recordersAtWork = recorders.length

  async function learners(): Promise<void> {
    while (!isOver) await learn(world, told, (next += 1))
  }
  async function recorder(walker: Walker): Promise<void> {
    while (!isOver) {
      waiting.push(await recordSession(world, told, walker))
      await setTimeout(recordEveryMs)
    }
    recordersAtWork -= 1
  }
  async function principal(walker: Walker): Promise<void> {
    while (recordersAtWork > 0 || waiting.length > 0) {
      const id = waiting.shift()
      if (id === undefined) await setTimeout(TRY_AGAIN_MS)
      else await confirmSession(world, told, { walker, id })
    }
  }
  const staff = await Promise.all(recorders.map((name) => signIn(world, told, name)))
  const head = await signIn(world, told, 'principal')
  const atWork = [
    ...Array.from({ length: pupils }, learners),
    ...staff.map(recorder),
    principal(head),
  ]
  return {
    told,
    async finish() {
      isOver = true
      await Promise.all(atWork)
    },
  }
}

export function nothingTold(): Told {
  return {
    completions: new Set(),
    sessions: new Set(),
    confirmed: new Set(),
    surprises: [],
    cuts: 0,
  }
}

export const userIdOf = (number: number) => `5${String(number).padStart(4, '0')}`
export const usernameOf = (number: number) => `hs.${String(number).padStart(4, '0')}`

/** Launches and answers until the page says that it is done; from the LMS again where the line broke. */
export async function learn(world: FaultWorld, told: Told, number: number): Promise<void> {
  const heard = (answer: Answered) => {
    noteRefusal(told, answer)
    noteReceipt(told, number, answer)
  }
  await untilItWorks(told, async () => {
    const walker = aWalker(heard)
    const cover = await launchFromLms(world, walker, { username: usernameOf(number) })
    const { module } = world
    const last = (await walkThrough(walker, cover, { module })).at(-1)!
    if (last.$('[data-completion="B5"]').length === 1) told.completions.add(userIdOf(number))
    else told.surprises.push(`pupil ${number} ended at ${toText(last)}`)
  })
}

/** What a page refused, by the code of its error page. */
export interface Refusal {
  readonly status: number
  readonly code: string
  readonly title: string
}

class RefusedError extends Error {
  readonly refusal: Refusal

  constructor({ status, text }: Answered) {
    super('refused')
    const [, code = 'none'] = /data-error="([^"]*)"/.exec(text) ?? []
    const [, title = ''] = /<h1>([^<]*)/.exec(text) ?? []
    this.refusal = { status, code, title }
  }
}

/** One try of a pupil, which ends at the first refusal. */
export async function tryOnce(
  told: Told,
  number: number,
  work: (walker: Walker) => Promise<unknown>,
): Promise<Refusal | undefined> {
  const walker = aWalker((answer) => {
    noteReceipt(told, number, answer)
    if (answer.status >= 400) throw new RefusedError(answer)
  })
  try {
    await work(walker)
    return undefined
  } catch (error) {
    if (error instanceof RefusedError) return error.refusal
    throw error
  }
}

/** The proof of a stored completion, in an address or on a page. */
function noteReceipt({ completions }: Told, number: number, { location, text }: Answered): void {
  if ((location + text).includes('receipt=')) completions.add(userIdOf(number))
}

/** Somebody with an account, who tells what pages told. */
export async function signIn(
  world: FaultWorld,
  told: Told,
  name: keyof FaultWorld['links'],
): Promise<Walker> {
  const walker = aWalker((answer) => {
    noteRefusal(told, answer)
    const [, confirmed] = /^\/sessions\/([^/]+)\/confirm$/.exec(answer.url.pathname) ?? []
    const [, session] = /^\/sessions\/([\w-]{22})$/.exec(answer.location) ?? []
    if (confirmed !== undefined && answer.status === 303) told.confirmed.add(confirmed)
    if (answer.url.pathname === '/sessions' && session !== undefined) told.sessions.add(session)
  })
  await untilItWorks(told, async () => {
    const page = await walker.open(world.links[name])
    if (page.$('form').length > 0) await walker.press(page, 'form')
  })
  return walker
}

/** One form, pressed again as it stands until it was answered: that is one session. */
async function recordSession(world: FaultWorld, told: Told, walker: Walker): Promise<string> {
  const typed = { minutes: '30', form: 'lesson', presenter: 'school', 'present:whole': '58' }
  const form = await untilItWorks(told, () => walker.open(`${world.publicUrl}/sessions/new`))
  const page = await untilItWorks(told, () => walker.press(form, FORM, typed))
  const id = page.url.pathname.split('/').at(-1) ?? ''
  if (stateOf(page) === undefined) told.surprises.push(`no session at ${toText(page)}`)
  return id
}

interface Asked {
  readonly walker: Walker
  readonly id: string
}

async function confirmSession(world: FaultWorld, told: Told, { walker, id }: Asked): Promise<void> {
  await untilItWorks(told, async () => {
    const page = await walker.open(`${world.publicUrl}/sessions/${id}`)
    const after = page.$(CONFIRM).length > 0 ? await walker.press(page, CONFIRM) : page
    if (stateOf(after) === 'confirmed') told.confirmed.add(id)
    else told.surprises.push(`${id} not confirmed at ${toText(after)}`)
  })
}

const stateOf = ({ $ }: Walked) => $('section[data-session]').attr('data-status')

function toText({ url, status, $ }: Walked): string {
  return `${url.pathname} ${status} ${$('h1').text().trim()}`
}

function noteRefusal({ surprises }: Told, { url, status, text }: Answered): void {
  if (status < 400) return
  surprises.push(`${url.pathname} answered ${status} ${/data-error="[^"]*"/.exec(text)?.[0] ?? ''}`)
}

/** Only a line that broke is tried again; an answer is an answer. */
async function untilItWorks<T>(told: Told, work: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await work()
    } catch (error) {
      if (!(error instanceof TypeError) || error.message !== 'fetch failed') {
        if (!isCutBody(error)) throw error
      }
      told.cuts += 1
      await setTimeout(TRY_AGAIN_MS)
    }
  }
}

/** The head of an answer came, its body did not. */
function isCutBody(error: unknown): boolean {
  return error instanceof TypeError && error.message === 'terminated'
}
