import type { SessionContent } from './session.ts'

/** Only what a person reports, in one order: what two texts are compared by. */
export function contentOf(session: SessionContent): SessionContent {
  const { startedAt, otherStages, adultCount } = session
  return {
    heldOn: session.heldOn,
    ...(startedAt && { startedAt }),
    minutes: session.minutes,
    form: session.form,
    presenter: session.presenter,
    modules: session.modules.map(({ id, version }) => ({ id, version })),
    topics: session.topics,
    audience: session.audience.map(({ label, grade, enrolled, present }) => ({
      label,
      grade,
      enrolled,
      present,
    })),
    ...(otherStages && { otherStages }),
    ...(adultCount !== undefined && { adultCount }),
    evidence: session.evidence,
  }
}

export function isSameContent(one: SessionContent, other: SessionContent): boolean {
  return JSON.stringify(contentOf(one)) === JSON.stringify(contentOf(other))
}
