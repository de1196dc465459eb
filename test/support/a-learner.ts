import type { Module } from '../../src/catalogue/index.ts'
import { createAttemptKeeper } from '../../src/learning/attempt-keeper.ts'
import { createCompletionRecorder } from '../../src/learning/completion-recorder.ts'
import { createLearningService } from '../../src/learning/learning-service.ts'
import { createMac } from '../../src/runtime/index.ts'
import type { Visit } from '../../src/web/index.ts'
import { aClock } from './a-clock.ts'
import { aLogger } from './a-logger.ts'
import { memoryLearning } from './memory-learning.ts'

/** The rules of learning with a memory that can be looked into. */
export function aLearningService() {
  const clock = aClock()
  const memory = memoryLearning()
  const { logger, lines } = aLogger()
  const receiptMac = createMac(Buffer.alloc(32, 1))
  const deps = { ...memory, clock, logger, receiptMac }
  const recorder = createCompletionRecorder(deps)
  const service = createLearningService({ attempts: createAttemptKeeper(deps), recorder })
  return { clock, memory, lines, recorder, service }
}

export type TestLearning = ReturnType<typeof aLearningService>

/** Leaves every step and answers every question, those named wrongly; gives the last answer's outcome. */
export async function learnAll(
  { service }: TestLearning,
  visit: Visit,
  { module, wrong = [] }: { readonly module: Module; readonly wrong?: readonly string[] },
) {
  for (const step of module.steps) await service.leaveStep(visit, module, step)
  let last
  for (const question of module.questions) {
    const chosen = wrong.includes(question.id) ? ['b'] : question.correct
    last = await service.answer(visit, module, { question, chosen })
  }
  return last
}
