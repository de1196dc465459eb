import { aSchool } from '../../support/a-school.ts'
import { aCertificate, anOpenRun, aPublicToken, aTraining } from '../../support/an-adult.ts'
import type { Calls } from './ports.ts'
import { DAY } from './samples.ts'

const school = aSchool()

type Adults = 'certificates' | 'openRuns' | 'publicTokens' | 'trainings' | 'trainedStaff'

/** What is asked for parents and trained staff. */
export const ADULTS: Pick<Calls, Adults> = {
  certificates: { save: [[aCertificate()]], find: [[aCertificate().number]] },
  openRuns: {
    record: [[anOpenRun({ schoolId: school.id })]],
    countOfDays: [[{ from: DAY, to: DAY }]],
    countOfSchool: [[{ schoolId: school.id, from: DAY, to: DAY }]],
  },
  publicTokens: {
    add: [[aPublicToken()]],
    findByToken: [[aPublicToken().token]],
    replace: [[aPublicToken()]],
  },
  trainings: {
    record: [[aTraining()]],
    find: [[aTraining().id]],
    markName: [[aTraining(), 'mark-1']],
  },
  trainedStaff: { listOfSchool: [[{ schoolId: school.id, schoolYear: '2026-2027' }]] },
}
