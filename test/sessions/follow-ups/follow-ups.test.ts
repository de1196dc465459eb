import { expect } from 'chai'

import { createCatalogue, plainText } from '../../../src/catalogue/index.ts'
import {
  followedClasses,
  offersFollowUps,
} from '../../../src/sessions/follow-ups/followed-classes.ts'
import { tenMinutesOf } from '../../../src/sessions/follow-ups/ten-minutes.ts'
import { aSchool } from '../../support/a-school.ts'
import { aBigSchool, aContent, after, aPlan, aSession, PRINCIPAL } from '../../support/a-session.ts'

const line = (label: string, grade = 0) => ({ label, grade, enrolled: 60, present: 58 })
const MODULES = [{ id: 'B5', version: '1' }]

describe('the classes that follow a session up', () => {
  const labelsOf = (content: Parameters<typeof aContent>[0], school = aBigSchool()) =>
    followedClasses(aContent(content), school).map(({ label }) => label)

  it('are all of the school, of a stage or of a grade, each once', () => {
    expect(labelsOf({ audience: [line('Toàn trường')] })).to.have.lengthOf(27)
    expect(labelsOf({ audience: [line('Cấp THCS')] })).to.have.lengthOf(12)
    expect(labelsOf({ audience: [line('Khối 4', 4)] })).to.deep.equal(['4A', '4B', '4C'])
    const both = [line('Khối 4', 4), line('4A', 4)]
    expect(labelsOf({ audience: both })).to.deep.equal(['4A', '4B', '4C'])
  })

  it('are none after a lesson in a class, and the named ones after a flag ceremony', () => {
    const audience = [line('4A', 4), line('4B', 4)]
    expect(labelsOf({ audience })).to.deep.equal([])
    expect(labelsOf({ audience, form: 'flag-ceremony' })).to.deep.equal(['4A', '4B'])
  })

  it('are grades where the school lists no classes', () => {
    const school = aSchool({ classes: [], gradeSizes: [{ grade: 4, enrolled: 60 }] })
    expect(labelsOf({ audience: [line('Toàn trường')] }, school)).to.deep.equal(['Khối 4'])
  })

  it('have something to do only after a session that was held, with a module', () => {
    const offered = [
      aSession({ modules: MODULES }),
      after(aSession({ modules: MODULES }), ['confirmed', PRINCIPAL]),
      aSession(),
      aPlan({ modules: MODULES }),
      after(aSession({ modules: MODULES }), ['withdrawn', PRINCIPAL]),
    ].map(offersFollowUps)
    expect(offered).to.deep.equal([true, true, false, false, false])
  })
})

describe('the ten minutes of a module', () => {
  it('stand in the summary of each of ours; for pupils they are done in class', async () => {
    const modules = (await createCatalogue({ folders: ['content'] })).list()
    for (const module of modules) {
      const task = plainText(tenMinutesOf(module) ?? '')
      expect(task, module.id).to.match(/10 phút:/)
      if (module.grades.length > 0) expect(task, module.id).to.match(/^Ở lớp, 10 phút:/)
    }
  })
})
