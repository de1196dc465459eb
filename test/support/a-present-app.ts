import { load } from 'cheerio'

import { createToken } from '../../src/runtime/index.ts'
import { type School } from '../../src/schools/index.ts'
import { runIdOf } from '../../src/sessions/index.ts'
import { type LearnerKey, type Visit, visitIdOf } from '../../src/web/index.ts'
import { aBrowser, type Browser, type Page } from './a-browser.ts'
import { aClock, type TestClock } from './a-clock.ts'
import { aRegistration } from './a-registration.ts'
import { anArea, aSchool } from './a-school.ts'
import { aVisit } from './a-visit.ts'
import { startTestApp, type TestApp } from './test-app.ts'

export interface PresentApp extends TestApp {
  readonly clock: TestClock
  /** The cookie of somebody who came from the LMS; staff unless told otherwise. */
  cookieOf(visit?: Partial<Visit>): Promise<string>
  /** A page as the teacher sees it in the LMS. */
  send(path: string): Promise<Page>
  /** A press of the button on a teacher's page: a projector's window of its own, and the code it spent. */
  startRun(): Promise<StartedRun>
}

export interface StartedRun {
  readonly window: Browser
  readonly code: string
  readonly path: string
  /** `lachan-run=…`, as the window holds it. */
  readonly cookie: string
  readonly page: Page
  /** Every form of the run carries it. */
  readonly proof: string
}

interface Options {
  readonly school?: School
  /** The course has no school yet. */
  readonly isUnassigned?: boolean
}

/** The real app with one school and a course that is bound to it. */
export async function startPresentApp(options: Options = {}): Promise<PresentApp> {
  const clock = aClock()
  const app = await startTestApp({ clock })
  const { storage, directory, lti } = app.deps
  const school = options.school ?? aSchool()
  await storage.areas.saveAll([anArea()])
  await storage.schools.saveAll([school])
  await directory.reload()
  const bound = options.isUnassigned ? {} : { schoolCode: school.code }
  await lti.registry.add(aRegistration(bound))

  async function cookieOf(visit: Partial<Visit> = {}): Promise<string> {
    const expiresAt = new Date(clock.now().getTime() + 60 * 60 * 1000)
    const learnerKey = 'teacher-1' as LearnerKey
    const token = createToken()
    const id = visitIdOf(token)
    await storage.visits.add(aVisit({ role: 'staff', learnerKey, expiresAt, ...visit, id }))
    return `lachan-visit=${token}`
  }

  const send = async (path: string): Promise<Page> =>
    aBrowser(app.url).send(path, { headers: { cookie: await cookieOf() } })

  async function startRun(): Promise<StartedRun> {
    const code = load((await send('/present/B5')).text)('input[name="code"]').attr('value') ?? ''
    const window = aBrowser(app.url)
    const headers = { origin: app.url }
    const pressed = await window.send('/present/start', { form: { code }, headers })
    const page = await window.send(pressed.location ?? '?')
    return {
      window,
      code,
      path: `/present/runs/${runIdOf(code)}`,
      cookie: `lachan-run=${window.cookies.get('lachan-run') ?? ''}`,
      page,
      proof: load(page.text)('[data-proof]').attr('data-proof') ?? '',
    }
  }

  return { ...app, clock, cookieOf, send, startRun }
}
