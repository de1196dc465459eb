import { setTimeout } from 'node:timers/promises'

import type { FaultWorld } from './a-fault-world.ts'

const LOOK_EVERY_MS = 100

/** What the LMS saw of one pupil's score. */
interface Posts {
  readonly statuses: number[]
  readonly timestamps: Set<string>
}

export function postsByPupil({ lms }: FaultWorld): ReadonlyMap<string, Posts> {
  const byPupil = new Map<string, Posts>()
  for (const { body, status } of lms.scorePosts()) {
    const { userId, timestamp } = body as { readonly userId: string; readonly timestamp: string }
    const posts = byPupil.get(userId) ?? { statuses: [], timestamps: new Set() }
    byPupil.set(userId, posts)
    posts.statuses.push(status)
    posts.timestamps.add(timestamp)
  }
  return byPupil
}

/** Pupils of activity 1 who stand in the gradebook with full marks. */
export function gradedPupils({ lms }: FaultWorld): ReadonlySet<string> {
  const item = lms.state.lineItems.find(({ resourceLinkId }) => resourceLinkId === '1')
  const graded = [...(item?.grades ?? [])].filter(([, { score }]) => score === item?.maximum)
  return new Set(graded.map(([userId]) => userId))
}

/** How long it took; throws where it does not come true. */
export async function until(
  isTrue: () => boolean | Promise<boolean>,
  { within, what }: { readonly within: number; readonly what: string },
): Promise<number> {
  const from = Date.now()
  while (!(await isTrue())) {
    if (Date.now() - from > within) throw new Error(`not within ${within} ms: ${what}`)
    await setTimeout(LOOK_EVERY_MS)
  }
  return Date.now() - from
}
