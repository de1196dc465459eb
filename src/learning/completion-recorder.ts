import type { Module } from '../catalogue/index.ts'
import type { ScoreOutbox } from '../passback/index.ts'
import { type Clock, isSameSecret, type Logger, type Mac } from '../runtime/index.ts'
import { contextKeyOf, type Visit, type VisitOrigin } from '../web/index.ts'
import type { Attempt } from './attempt.ts'
import {
  type Completion,
  type CompletionId,
  completionIdOf,
  type CompletionRepository,
} from './completion.ts'
import { bandOf, isComplete } from './grading.ts'
import { schoolYearOf } from './school-year.ts'
import { handOverScore, scoreIntentOf } from './score-hand-over.ts'
import {
  createTrainingRecorder,
  isTrainee,
  type TrainingRecorderDeps,
} from './training-recorder.ts'

export interface CompletionRecorderDeps extends TrainingRecorderDeps {
  readonly completions: CompletionRepository
  readonly outbox: ScoreOutbox
  readonly clock: Clock
  readonly logger: Logger
  /** Proves on the last page that the completion was stored, without asking the store again. */
  readonly receiptMac: Mac
}

/** A completion or a training is stored; `receipt` proves it to this visit. */
export interface Done {
  readonly at: 'done'
  readonly receipt: string
}

export interface CompletionRecorder {
  /** Looks for this school year's completion and makes sure that this visit's gradebook gets it too. */
  findDone(visit: Visit, module: Module): Promise<Done | undefined>
  recordIfMet(visit: Visit, module: Module, attempt: Attempt): Promise<Done | undefined>
  isReceipt(visit: Visit, module: Module, receipt: string): boolean
}

export function createCompletionRecorder(deps: CompletionRecorderDeps): CompletionRecorder {
  const { completions, clock } = deps
  const training = createTrainingRecorder(deps)

  function currentIdOf({ learnerKey }: Visit, { id }: Module): CompletionId {
    return completionIdOf(learnerKey, id, schoolYearOf(clock.now()))
  }

  function receiptOf(visit: Visit, id: CompletionId): string {
    return deps.receiptMac('completion', visit.id, id)
  }

  function doneOf(visit: Visit, id: CompletionId): Done {
    return { at: 'done', receipt: receiptOf(visit, id) }
  }

  async function toDone(visit: Visit, module: Module, completion: Completion): Promise<Done> {
    await handOverScore(deps, { visit, module }, completion)
    return doneOf(visit, completion.id)
  }

  return {
    async findDone(visit, module) {
      if (!isRecorded(visit)) {
        return (await training.find(visit, module)) && doneOf(visit, currentIdOf(visit, module))
      }
      const completion = await completions.find(currentIdOf(visit, module))
      return completion ? toDone(visit, module, completion) : undefined
    },
    async recordIfMet(visit, module, attempt) {
      if (!leavesFact(visit, module) || !isComplete(module, attempt)) return undefined
      // The training first: what is looked for afterwards then has both.
      if (isTrainee(visit, module)) await training.record(visit, module)
      if (!isRecorded(visit)) return doneOf(visit, currentIdOf(visit, module))
      const fact = toCompletion(visit, module, { attempt, completedAt: clock.now() })
      return toDone(visit, module, await completions.record(fact))
    },
    isReceipt: (visit, module, receipt) =>
      isSameSecret(receipt, receiptOf(visit, currentIdOf(visit, module))),
  }
}

/** A learner whom an LMS sent. */
type RecordedVisit = Visit & { readonly origin: VisitOrigin }

/** Staff who look and an LMS's test users learn like everybody, but leave no fact. */
export function isRecorded(visit: Visit): visit is RecordedVisit {
  return visit.role === 'learner' && visit.counted && visit.origin !== undefined
}

/** Whether to finish the module leaves a completion, a training, or both. */
export function leavesFact(visit: Visit, module: Module): boolean {
  return isRecorded(visit) || isTrainee(visit, module)
}

interface Outcome {
  readonly attempt: Attempt
  readonly completedAt: Date
}

function toCompletion(visit: RecordedVisit, module: Module, outcome: Outcome): Completion {
  const { attempt, completedAt } = outcome
  const { learnerKey, origin } = visit
  const schoolYear = schoolYearOf(completedAt)
  const scoreIntent = scoreIntentOf(visit, module, completedAt)
  return {
    id: completionIdOf(learnerKey, module.id, schoolYear),
    learnerKey,
    moduleId: module.id,
    moduleVersion: module.version,
    schoolYear,
    completedAt,
    scoreBand: bandOf(module, attempt),
    origin,
    contextKey: contextKeyOf(origin),
    ...(scoreIntent && { scoreIntent }),
  }
}
