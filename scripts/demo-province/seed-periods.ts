import type { Period } from '../../src/requirements/index.ts'
import { addDays } from '../../src/runtime/index.ts'
import { isObligated } from '../../src/schools/index.ts'
import { DEMO_SCHOOL_CODE } from './demo-schools.ts'
import { createRandom } from './random.ts'
import { atHour, DEMO_SEED, type Seeding } from './seeding.ts'

const REASONS = [
  'Trường đang sửa chữa, học sinh học nhờ nơi khác.',
  'Trường sáp nhập trong kỳ, buổi học do trường mới tổ chức.',
  'Địa bàn bị ngập, cả trường nghỉ học theo công văn của xã.',
] as const
const EXEMPT_SHARE = 0.012
const MORNING = 7

/** Tells what happened until a moment. */
export type TellOn = (moment: Date) => Promise<void>

/**
 * Opens both periods on their first days, then lets time pass, so that what was news yesterday and what is today stand
 * in the rows as they would.
 */
export async function seedPeriods(seeding: Seeding, tellOn: TellOn): Promise<void> {
  const { deps, clock, time, progress } = seeding
  const { plan, now } = time
  const { worker } = deps.coverage
  const steps = [
    () => openPeriod(seeding, plan.previous),
    async () => {
      clock.stopAt(atHour(addDays(plan.previous.due, 1), MORNING))
      await worker.runOnce()
    },
    () => openPeriod(seeding, plan.term),
    async () => {
      const yesterday = atHour(addDays(plan.today, -1), MORNING + 12)
      clock.stopAt(yesterday)
      await tellOn(yesterday)
    },
    async () => {
      clock.release()
      await tellOn(now)
      await worker.runOnce()
    },
  ]
  for (const [index, step] of steps.entries()) {
    progress?.coverage(index, steps.length)
    await step()
  }
  progress?.coverage(steps.length, steps.length)
}

async function openPeriod({ deps, clock }: Seeding, period: Period): Promise<void> {
  const { service } = deps.requirements
  clock.stopAt(atHour(period.from, MORNING))
  const stored = await deps.storage.periods.find(period.id)
  if (!stored) await service.add(period)
  if (stored?.state !== 'open') await service.open(period.id)
  clock.stopAt(atHour(addDays(period.from, 14), MORNING))
  await exemptSome(deps, period)
}

async function exemptSome(
  { directory, storage, requirements }: Seeding['deps'],
  { id: periodId }: Period,
): Promise<void> {
  const random = createRandom(DEMO_SEED, `exempt ${periodId}`)
  const owing = directory
    .all()
    .filter((school) => isObligated(school) && school.code !== DEMO_SCHOOL_CODE)
  const count = Math.ceil(owing.length * EXEMPT_SHARE)
  for (const { id: schoolId } of random.shuffle(owing).slice(0, count)) {
    const reason = random.pick(REASONS)
    if ((await storage.obligations.find(periodId, schoolId))?.exempt) continue
    await requirements.service.change({ periodId, schoolId, kind: 'exempted', reason })
  }
}
