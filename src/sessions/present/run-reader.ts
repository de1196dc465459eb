import { VisitExpiredError } from '../../errors/index.ts'
import type { Run } from './run.ts'
import type { RunHolder } from './run-guard-routes.ts'
import type { RunService } from './run-service.ts'

/**
 * The run of whoever reads its notes. A phone's right ends with the run, which is over when it is recorded.
 * @throws VisitExpiredError('run-notes-over'), NotFoundError
 */
export async function runOfReader(
  { service }: { readonly service: Pick<RunService, 'get'> },
  { id, right }: RunHolder,
): Promise<Run> {
  const run = await service.get(id)
  if (right === 'notes' && run.sessionId) throw new VisitExpiredError('run-notes-over')
  return run
}
