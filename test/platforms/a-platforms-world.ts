import type { Role } from '../../src/staff/index.ts'
import { aClock, type TestClock } from '../support/a-clock.ts'
import { anArea, aSchool } from '../support/a-school.ts'
import { aWalker, type Walker } from '../support/a-walker.ts'
import { aGrant } from '../support/an-account.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'

/** The tool with one school in it, and people who sign in. */
export interface PlatformsWorld {
  readonly app: TestApp
  readonly clock: TestClock
  enter(role: Role): Promise<Walker>
  stop(): Promise<void>
}

export async function startPlatformsWorld(): Promise<PlatformsWorld> {
  const clock = aClock()
  const app = await startTestApp({ clock })
  await app.deps.storage.areas.saveAll([anArea()])
  await app.deps.storage.schools.saveAll([aSchool()])
  await app.deps.directory.reload()
  let count = 0
  return {
    app,
    clock,
    async enter(role) {
      count += 1
      const { service } = app.deps.staff
      const email = `${role}${count}@so.example`
      const account = await service.add({ email, name: 'Đặng Thu Hà', grant: aGrant({ role }) })
      const walker = aWalker()
      const link = `${app.url}/sign-in/link/${await service.createLink(account)}`
      await walker.press(await walker.open(link), 'form')
      return walker
    },
    stop: () => app.stop(),
  }
}
