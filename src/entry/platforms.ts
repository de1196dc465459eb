import { createMemberCounter, type MemberCounterDeps } from '../bindings/index.ts'
import { createLti, type LtiDeps, type LtiStore } from '../lti/index.ts'
import type { Sealer } from '../runtime/index.ts'
import type { Web } from '../web/index.ts'
import { aboutUs } from './about-us.ts'
import { createLaunchEntry, type LaunchEntryDeps } from './launch-entry.ts'
import { createLtiPages } from './lti-pages.ts'

type Made = 'about' | 'memberCounter' | 'members' | 'enterLaunch' | 'pages' | 'store' | 'sealer'

export type PlatformsDeps = Omit<LaunchEntryDeps, Made> &
  Omit<MemberCounterDeps, Made> &
  Omit<LtiDeps, Made> &
  Pick<Web, 'assets' | 'texts' | 'renderPage'> & {
    readonly lti: LtiStore
    readonly toolKeySealer: Sealer
    /** Seals platforms' user ids. */
    readonly subSealer: Sealer
  }

/** All that speaks with LMSs: they send people, and are asked how many there are. */
export function createPlatforms(deps: PlatformsDeps) {
  const memberCounter = createMemberCounter({
    ...deps,
    members: { countLearners: (...course) => lti.countLearners(...course) },
  })
  const lti = createLti({
    ...deps,
    store: deps.lti,
    sealer: deps.toolKeySealer,
    pages: createLtiPages(deps),
    about: aboutUs(deps, deps.publicUrl),
    enterLaunch: createLaunchEntry({ ...deps, memberCounter, sealer: deps.subSealer }),
  })
  return { lti, memberCounter }
}
