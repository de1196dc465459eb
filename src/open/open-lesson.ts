import type { Step } from '../catalogue/index.ts'
import { type OpenLesson, pathOf } from '../learning/index.ts'
import type { Mac } from '../runtime/index.ts'
import type { LearnerKey } from '../web/index.ts'
import { paths } from './paths.ts'
import { placeOf, type Ticket, writeTicket } from './ticket.ts'

interface OpenLessonDeps {
  readonly openRunMac: Mac
}

/** The pages of learning, at the addresses of this run. */
export function openLesson({ openRunMac }: OpenLessonDeps, ticket: Ticket): OpenLesson {
  const { module, id } = ticket
  return {
    module,
    open: {
      key: id as string as LearnerKey,
      paths: paths.run(writeTicket(ticket, openRunMac)),
      leave: (step) => afterStep(ticket, step, openRunMac),
    },
  }
}

function afterStep(ticket: Ticket, step: Step, mac: Mac): string {
  const { module, doneSteps } = ticket
  const left = { ...ticket, doneSteps: [...new Set([...doneSteps, step.slug])] }
  const at = paths.run(writeTicket(left, mac))
  const next = module.steps.indexOf(step) + 2
  // Who leafs through again goes on by one; the end says what is still open.
  return next <= module.steps.length ? at.step(module, next) : pathOf(module, placeOf(left), at)
}
