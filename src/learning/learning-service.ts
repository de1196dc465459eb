import type { Module, Question, Step } from '../catalogue/index.ts'
import type { Visit } from '../web/index.ts'
import type { AttemptKeeper } from './attempt-keeper.ts'
import { type CompletionRecorder, type Done, leavesFact } from './completion-recorder.ts'
import { grade } from './grading.ts'
import { decidePlace, nextOpenQuestion, type Place, withAnswer, withStepDone } from './progress.ts'

export interface LearningServiceDeps {
  readonly attempts: AttemptKeeper
  readonly recorder: CompletionRecorder
}

export interface Given {
  readonly question: Question
  readonly chosen: readonly string[]
}

export interface Answered {
  readonly right: boolean
  readonly done?: Done
  /** A question that was never answered. */
  readonly nextQuestionId?: string
}

/** What a learner does with a module. Every method may be called again: nothing counts twice. */
export interface LearningService {
  resume(visit: Visit, module: Module): Promise<Place | Done>
  leaveStep(visit: Visit, module: Module, step: Step): Promise<Place | Done>
  answer(visit: Visit, module: Module, given: Given): Promise<Answered>
  finish(visit: Visit, module: Module): Promise<Place | Done>
}

export function createLearningService(deps: LearningServiceDeps): LearningService {
  const { attempts, recorder } = deps
  return {
    async resume(visit, module) {
      const done = await recorder.findDone(visit, module)
      if (done) return done
      const place = decidePlace(module, await attempts.find(visit, module))
      // A crash kept the completion from being stored: the learner finishes by a press of a button.
      return place.at === 'end' && leavesFact(visit, module) ? { at: 'result', again: [] } : place
    },
    leaveStep: (visit, module, step) => leaveStep(deps, visit, { module, step }),
    async answer(visit, module, { question, chosen }) {
      const right = grade(question, chosen)
      const { attempt } = await attempts.change(visit, module, (before) =>
        withAnswer(before, question.id, right),
      )
      const done = await recorder.recordIfMet(visit, module, attempt)
      const nextQuestionId = nextOpenQuestion(module, attempt, question.id)
      return { right, ...(done && { done }), ...(nextQuestionId && { nextQuestionId }) }
    },
    async finish(visit, module) {
      const attempt = await attempts.find(visit, module)
      const done = attempt && (await recorder.recordIfMet(visit, module, attempt))
      return done ?? decidePlace(module, attempt)
    },
  }
}

interface Left {
  readonly module: Module
  readonly step: Step
}

async function leaveStep(deps: LearningServiceDeps, visit: Visit, { module, step }: Left) {
  const { attempt, isNew } = await deps.attempts.change(visit, module, (before) =>
    withStepDone(before, step.slug),
  )
  const next = module.steps.indexOf(step) + 1
  const isLast = next === module.steps.length
  // Who leafs through a finished module again is not thrown out of it at the first step.
  const done = (isNew || isLast) && (await deps.recorder.recordIfMet(visit, module, attempt))
  if (done) return done
  return isLast ? decidePlace(module, attempt) : ({ at: 'step', position: next + 1 } as const)
}
