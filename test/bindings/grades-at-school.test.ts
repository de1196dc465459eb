import { expect } from 'chai'

import { createGradesAtSchool } from '../../src/bindings/grades-at-school.ts'
import type { Binding } from '../../src/bindings/index.ts'
import type { SchoolId } from '../../src/schools/index.ts'
import { contextKeyOf } from '../../src/web/index.ts'
import { aBinding, anOrigin } from '../support/a-binding.ts'
import { aSchool } from '../support/a-school.ts'

describe('the grades at the school of a course', () => {
  const school = aSchool({ stages: ['th', 'thcs'] })
  const gradesOf = (binding: Binding | undefined) =>
    createGradesAtSchool({
      bindings: { find: () => Promise.resolve(binding) },
      directory: { byId: (id) => (id === school.id ? school : undefined) },
    })

  it('are those of its stages', async () => {
    const bound = aBinding({ contextKey: contextKeyOf(anOrigin()), schoolId: school.id })
    expect(await gradesOf(bound)(anOrigin())).to.deep.equal([1, 2, 3, 4, 5, 6, 7, 8, 9])
  })

  it('are none where the school, or the course, is not known', async () => {
    const lost = aBinding({ schoolId: 'gone' as SchoolId })
    expect(await gradesOf(lost)(anOrigin())).to.deep.equal([])
    expect(await gradesOf(undefined)(anOrigin())).to.deep.equal([])
    expect(await gradesOf(lost)(undefined)).to.deep.equal([])
  })
})
