import { setTimeout } from 'node:timers/promises'

import { type Times, timesOf } from '../launch/figures.ts'
import type { Cast } from './cast.ts'
import { type Client, fieldOf, figureOn, openClient, signIn, textOf } from './client.ts'
import type { Press } from './roles.ts'

/** From the press of a principal to what others see of it. */
export interface PressFigures {
  readonly count: number
  /** Until the press was answered. */
  readonly press: Times
  /** Sessions that the teacher's very next request showed as confirmed. */
  readonly sessionAtOnce: number
  /** Schools that the principal's very next request showed as met. */
  readonly schoolAtOnce: number
  /** From the press until the department's page has one school more. */
  readonly figure: Times & { readonly longestMs: number }
  readonly problems: readonly string[]
}

const POLL_EVERY_MS = 20
const GIVE_UP_AFTER_MS = 10_000

interface Pressed {
  readonly pressMs: number
  readonly figureMs: number
  readonly isSessionShown: boolean
  readonly isSchoolShown: boolean
  readonly status: number
}

/** One after the other, each by its own principal. */
export async function runPresses({ world, clients, oursOrigin }: Cast): Promise<PressFigures> {
  const pressed: Pressed[] = []
  for (const press of world.presses) {
    const principal = await signIn(openClient(oursOrigin), press.principalPath)
    const teacher = await signIn(openClient(oursOrigin), press.teacherPath)
    pressed.push(await pressOnce({ principal, teacher, officer: clients.officer }, press))
    await Promise.all([principal.close(), teacher.close()])
  }
  return toFigures(pressed)
}

interface People {
  readonly principal: Client
  readonly teacher: Client
  readonly officer: Client
}

async function pressOnce({ principal, teacher, officer }: People, press: Press): Promise<Pressed> {
  const sessionPath = `/sessions/${press.sessionId}`
  const page = textOf(await principal.get(sessionPath))
  const form = { _visit: fieldOf(page, '_visit'), revision: fieldOf(page, 'revision') }
  const metBefore = figureOn(textOf(await officer.get('/coverage')), 'met')
  const pressedAt = performance.now()
  const { status, ms: pressMs } = await principal.post(`${sessionPath}/confirm`, form)
  const [session, school, figureMs] = await Promise.all([
    teacher.get(sessionPath),
    principal.get(`/coverage/schools/${press.code}`),
    untilFigure(officer, 'met', { value: metBefore + 1, since: pressedAt }),
  ])
  return {
    pressMs,
    figureMs,
    status,
    isSessionShown: textOf(session).includes(
      `data-session="${press.sessionId}" data-status="confirmed"`,
    ),
    isSchoolShown: textOf(school).includes(`data-school="${press.code}" data-status="met"`),
  }
}

interface Awaited {
  readonly value: number
  readonly since: number
}

/** Asks for the department's page again and again until the figure is there; NaN where it never comes. */
export async function untilFigure(
  officer: Client,
  figure: string,
  { value, since }: Awaited,
): Promise<number> {
  for (;;) {
    const answer = await officer.get('/coverage')
    const ms = performance.now() - since
    if (answer.status === 200 && figureOn(textOf(answer), figure) >= value) return ms
    if (ms > GIVE_UP_AFTER_MS) return NaN
    await setTimeout(POLL_EVERY_MS)
  }
}

function toFigures(pressed: readonly Pressed[]): PressFigures {
  const figureMs = pressed.map((one) => one.figureMs)
  return {
    count: pressed.length,
    press: timesOf(pressed.map(({ pressMs }) => pressMs)),
    sessionAtOnce: pressed.filter(({ isSessionShown }) => isSessionShown).length,
    schoolAtOnce: pressed.filter(({ isSchoolShown }) => isSchoolShown).length,
    figure: { ...timesOf(figureMs), longestMs: Math.max(...figureMs) },
    problems: pressed.flatMap(({ status }) => (status === 303 ? [] : [`press answered ${status}`])),
  }
}
