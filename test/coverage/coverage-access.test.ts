import { expect } from 'chai'

import { createCoverageAccess } from '../../src/coverage/index.ts'
import type { AreaId, SchoolId } from '../../src/schools/index.ts'
import { type Account, type AccountId, createActors, type Grant } from '../../src/staff/index.ts'
import { aClock } from '../support/a-clock.ts'
import { aGrant, type TeacherOf } from '../support/a-coverage-app.ts'
import { aDirectory } from '../support/a-province.ts'
import { anArea, aSchool } from '../support/a-school.ts'
import { aVisit } from '../support/a-visit.ts'
import { codeOf } from '../support/rejection.ts'

const SCHOOL = aSchool()
const HERE = anArea().id
const THERE = anArea({ name: 'Phường Tân Ninh' })
const OTHER = aSchool({ code: '72000413', communeId: THERE.id })

/** The access of one person, as the routes ask for it. */
async function accessOf(who: readonly Grant[] | TeacherOf | 'pupil' | 'nobody') {
  const directory = await aDirectory([SCHOOL, OTHER], [anArea(), THERE])
  const teacher = typeof who === 'object' && 'teacherOf' in who ? who : undefined
  const account: Account = {
    id: 'account-1' as AccountId,
    email: 'minh@so.example',
    name: 'Trần Văn Minh',
    grants: Array.isArray(who) ? who : [],
    state: 'active',
    revision: 1,
  }
  const actors = createActors({
    accounts: { find: () => Promise.resolve(account) },
    directory,
    clock: aClock(),
    schoolOf: () => Promise.resolve(teacher?.teacherOf),
  })
  const lms = aVisit({ role: teacher ? 'staff' : 'learner' })
  const visit = Array.isArray(who) ? aVisit({ accountId: account.id }) : lms
  const res = { locals: who === 'nobody' ? {} : { visit } }
  const access = createCoverageAccess({ actors, directory })
  const readsOf = async (...areas: readonly (AreaId | undefined)[]) => {
    const { mayRead } = await access.readerOf(res)
    return areas.map(mayRead)
  }
  const readsSchool = async (id: SchoolId) => {
    await access.readingSchool(res, id)
    return true
  }
  return { access, res, readsOf, readsSchool }
}

describe('access to coverage', () => {
  it('gives an officer of the province everything, and the management of periods', async () => {
    const { access, res, readsOf } = await accessOf([aGrant('officer')])
    expect(await readsOf(undefined, HERE)).to.deep.equal([true, true])
    expect(await access.mayManage(res)).to.equal(true)
    expect(await access.managing(res)).to.deep.equal({ accountId: 'account-1' })
    expect(await access.ownSchool(res)).to.equal(undefined)
  })

  it('holds a commune official to the commune, and lets him change nothing', async () => {
    const { access, res, readsOf, readsSchool } = await accessOf([
      aGrant('commune-official', { areaId: HERE }),
    ])
    expect(await readsOf(undefined, HERE, THERE.id)).to.deep.equal([false, true, false])
    expect((await access.readerOf(res)).areaId).to.equal(HERE)
    expect(await readsSchool(SCHOOL.id)).to.equal(true)
    expect(await codeOf(access.readingSchool(res, OTHER.id))).to.equal('not-allowed')
    expect(await codeOf(access.managing(res))).to.equal('not-allowed')
    expect(await access.powersAt(res, SCHOOL.id)).to.deep.equal({
      mayConfirm: false,
      mayEdit: false,
      mayRecord: false,
      mayManage: false,
    })
  })

  it('gives a principal his school alone', async () => {
    const { access, res, readsOf } = await accessOf([aGrant('principal', { schoolId: SCHOOL.id })])
    expect(await readsOf(undefined, HERE)).to.deep.equal([false, false])
    expect(await access.ownSchool(res)).to.equal(SCHOOL.id)
    expect(await access.powersAt(res, SCHOOL.id)).to.include({ mayConfirm: true, mayRecord: true })
    expect(await access.powersAt(res, OTHER.id)).to.include({ mayConfirm: false, mayRecord: false })
    expect(await codeOf(access.readingArea(res, undefined))).to.equal('not-allowed')
  })

  it('gives a teacher of an LMS the school of the course', async () => {
    const { access, res, readsSchool } = await accessOf({ teacherOf: SCHOOL.id })
    expect(await readsSchool(SCHOOL.id)).to.equal(true)
    expect(await access.ownSchool(res)).to.equal(SCHOOL.id)
    expect(await codeOf(access.readingSchool(res, OTHER.id))).to.equal('not-allowed')
    expect(await access.mayReadSchool(res, SCHOOL.id)).to.equal(false)
  })

  it('gives a teacher of a course without a school nothing', async () => {
    const { access, res } = await accessOf({ teacherOf: undefined })
    expect(await access.ownSchool(res)).to.equal(undefined)
    expect(await codeOf(access.readingSchool(res, undefined))).to.equal('not-allowed')
    expect(await codeOf(access.readingArea(res, undefined))).to.equal('not-allowed')
  })

  it('takes somebody with a wide grant for that, whatever school he teaches at', async () => {
    const grants = [aGrant('teacher', { schoolId: SCHOOL.id }), aGrant('officer')]
    const { access, res } = await accessOf(grants)
    expect(await access.ownSchool(res)).to.equal(undefined)
  })

  it('refuses a pupil, and asks nobody in particular to sign in', async () => {
    const pupil = await accessOf('pupil')
    expect(await codeOf(pupil.access.readingSchool(pupil.res, SCHOOL.id))).to.equal('not-allowed')
    const nobody = await accessOf('nobody')
    expect(await codeOf(nobody.access.readingArea(nobody.res, undefined))).to.equal('visit-expired')
  })

  it('gives a grant that has ended nothing', async () => {
    const ended = { ...aGrant('officer'), to: '2026-11-22' as Grant['from'] }
    const { access, res } = await accessOf([ended])
    expect(await codeOf(access.readingArea(res, undefined))).to.equal('not-allowed')
  })
})
