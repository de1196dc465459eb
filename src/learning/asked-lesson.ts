import type { Request, Response } from 'express'

import type { Catalogue } from '../catalogue/index.ts'
import { currentVisit } from '../web/index.ts'
import { parseModule } from './learning-schema.ts'
import type { Lesson } from './lesson-frame.ts'

/** Who learns what, of any address below `/modules/:id`. @throws VisitExpiredError, NotFoundError */
export function askedLesson(
  { catalogue }: { readonly catalogue: Catalogue },
  req: Request,
  res: Response,
): Lesson {
  const visit = currentVisit(res)
  return { visit, module: parseModule(catalogue, req.params['id']) }
}
