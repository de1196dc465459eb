import { expect } from 'chai'

import type { AreaId, SchoolId } from '../../src/schools/index.ts'
import {
  type Action,
  ACTIONS,
  type Actor,
  can,
  grantFor,
  grantsWith,
  type Places,
  type Role,
  ROLES,
  type Scope,
} from '../../src/staff/index.ts'
import type { LearnerKey } from '../../src/web/index.ts'
import { anArea } from '../support/a-school.ts'
import { aGrant, anActor } from '../support/an-account.ts'

const school = 'school-1' as SchoolId
const neighbour = 'school-2' as SchoolId
const province = anArea({ id: 'province' as AreaId, kind: 'province', name: 'Tây Ninh' })
const commune = anArea({ id: 'commune' as AreaId, parentId: province.id })
const otherCommune = anArea({ id: 'other' as AreaId, name: 'Xã Khác', parentId: province.id })

/** Both schools lie in the province, the first in the commune. */
const places: Places = {
  isInArea: (schoolId, areaId) =>
    areaId === province.id || (areaId === commune.id && schoolId === school),
  pathOf: (id) => [commune, otherCommune].filter((area) => area.id === id).concat(province),
}

const may = (actor: Actor, action: Action, scope: Scope = {}) =>
  can(actor, { action, scope, places })

// One line an action: who may at the place of their grant. Everything that is not written here is refused.
const EXPECTED = `
account.own       teacher coordinator principal commune-official officer administrator editor auditor privacy-contact
module.preview    teacher coordinator principal commune-official officer administrator editor auditor privacy-contact
resource.manage   officer editor
help.edit         officer administrator editor
content.edit      editor
poster.print      teacher coordinator principal officer administrator
poster.renew      principal
link.choose
completion.review
present.run       teacher coordinator principal
session.read      teacher coordinator principal commune-official officer administrator auditor
session.record    teacher coordinator principal
session.edit      teacher coordinator principal
session.confirm   principal
session.return    principal officer
session.follow-up teacher coordinator principal
school.read       teacher coordinator principal commune-official officer administrator auditor
school.list       commune-official officer administrator auditor
school.edit       coordinator principal officer administrator
school.import     officer administrator
coverage.read     teacher coordinator principal commune-official officer administrator auditor
coverage.list     commune-official officer administrator auditor
open-run.count    officer administrator auditor
report.read       principal commune-official officer administrator auditor
period.read       teacher coordinator principal commune-official officer administrator editor auditor privacy-contact
period.manage     officer administrator
binding.read      officer administrator auditor
binding.assign    officer administrator
score.read        officer administrator auditor
score.retry       administrator
platform.manage   administrator
staff.manage      administrator
learn
`

const allowed = new Map(
  EXPECTED.trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .map(([action = '', ...roles]) => [action, roles]),
)

describe('the permission table', () => {
  it('names every action that there is', () => {
    expect([...allowed.keys()].toSorted()).to.deep.equal(ACTIONS.toSorted())
  })

  for (const role of ROLES) {
    it(`says what a ${role} may at the school of the grant`, () => {
      const actor = anActor({ role, schoolId: school })
      const said = ACTIONS.filter((action) => may(actor, action, { schoolId: school }))
      const expected = ACTIONS.filter((action) => allowed.get(action)?.includes(role))
      expect(said).to.deep.equal(expected)
    })
  }
})

// These ask for no place: a module is of no school.
const ANYWHERE: readonly Action[] = [
  'account.own',
  'module.preview',
  'period.read',
  'binding.read',
  'score.read',
  'score.retry',
  'link.choose',
  'completion.review',
  'learn',
]

describe('a grant', () => {
  const placed = ACTIONS.filter((action) => !ANYWHERE.includes(action))
  const rolesFor = (action: Action) => (allowed.get(action) ?? []) as readonly Role[]

  for (const action of placed) {
    it(`for ${action} reaches its own school and no other, no area, not the province`, () => {
      for (const role of rolesFor(action)) {
        const actor = anActor({ role, schoolId: school })
        expect(may(actor, action, { schoolId: school }), role).to.equal(true)
        expect(may(actor, action, { schoolId: neighbour }), role).to.equal(false)
        expect(may(actor, action, { areaId: commune.id }), role).to.equal(false)
        expect(may(actor, action, {}), role).to.equal(false)
      }
    })
  }

  it('for an area reaches the schools and areas below it, and the area itself', () => {
    const actor = anActor({ role: 'officer', areaId: province.id })
    for (const scope of [{ schoolId: school }, { schoolId: neighbour }, { areaId: commune.id }]) {
      expect(may(actor, 'coverage.read', scope)).to.equal(true)
    }
    expect(may(actor, 'coverage.read', { areaId: province.id })).to.equal(true)
  })

  it('for an area reaches nothing beside or above it', () => {
    const actor = anActor({ role: 'commune-official', areaId: commune.id })
    expect(may(actor, 'coverage.read', { schoolId: school })).to.equal(true)
    expect(may(actor, 'coverage.read', { schoolId: neighbour })).to.equal(false)
    expect(may(actor, 'coverage.read', { areaId: otherCommune.id })).to.equal(false)
    expect(may(actor, 'coverage.read', { areaId: province.id })).to.equal(false)
    expect(may(actor, 'coverage.read', {})).to.equal(false)
  })

  it('must reach both where a school and an area are asked for', () => {
    const actor = anActor({ role: 'officer', areaId: commune.id })
    const asked = { schoolId: school, areaId: otherCommune.id }
    expect(may(actor, 'coverage.read', asked)).to.equal(false)
    expect(may(actor, 'coverage.read', { schoolId: school, areaId: commune.id })).to.equal(true)
  })

  it('without a place reaches every school, every area and the province', () => {
    const actor = anActor({ role: 'officer' })
    for (const scope of [{}, { schoolId: neighbour }, { areaId: otherCommune.id }]) {
      expect(may(actor, 'coverage.read', scope)).to.equal(true)
    }
  })

  it('adds to another grant, and neither lends its role to the other’s place', () => {
    const actor = anActor(
      { role: 'principal', schoolId: school },
      { role: 'teacher', schoolId: neighbour },
    )
    expect(may(actor, 'session.record', { schoolId: neighbour })).to.equal(true)
    expect(may(actor, 'session.confirm', { schoolId: neighbour })).to.equal(false)
    expect(may(actor, 'session.confirm', { schoolId: school })).to.equal(true)
  })

  it('tells in which role the person acts', () => {
    const actor = anActor(
      { role: 'teacher', schoolId: school },
      { role: 'principal', schoolId: school },
    )
    const asked = (action: Action) =>
      grantFor(actor, { action, scope: { schoolId: school }, places })
    expect(asked('session.record')?.role).to.equal('teacher')
    expect(asked('session.confirm')?.role).to.equal('principal')
    expect(asked('period.manage')).to.equal(undefined)
  })

  it('shows its place to pages that list by place', () => {
    const [teaching, directing] = [
      aGrant({ role: 'teacher', schoolId: neighbour }),
      aGrant({ schoolId: school }),
    ]
    const actor = anActor(teaching, directing)
    expect(grantsWith(actor, 'session.confirm')).to.deep.equal([directing])
    expect(grantsWith({ kind: 'learner' }, 'session.confirm')).to.deep.equal([])
  })
})

describe('somebody without an account', () => {
  const personKey = 'teacher-1' as LearnerKey
  const bound: Actor = { kind: 'lti-teacher', personKey, schoolId: school }
  const unbound: Actor = { kind: 'lti-teacher', personKey }
  const of = (actor: Actor, scope: Scope) => ACTIONS.filter((action) => may(actor, action, scope))

  it('who teaches in an LMS records and presents for the school of the course, and never confirms', () => {
    expect(of(bound, { schoolId: school })).to.deep.equal([
      'module.preview',
      'link.choose',
      'completion.review',
      'present.run',
      'session.read',
      'session.record',
      'session.edit',
      'session.follow-up',
      'coverage.read',
      'period.read',
    ])
  })

  it('who teaches in an LMS has no right at another school or over an area', () => {
    const rest = ['module.preview', 'link.choose', 'completion.review', 'period.read']
    expect(of(bound, { schoolId: neighbour })).to.deep.equal(rest)
    expect(of(bound, { areaId: commune.id })).to.deep.equal(rest)
  })

  it('whose course is unassigned records and presents for no school yet, and for none that is named', () => {
    expect(of(unbound, {})).to.deep.equal([
      'module.preview',
      'link.choose',
      'completion.review',
      'present.run',
      'session.record',
      'period.read',
    ])
    expect(of(unbound, { schoolId: school })).to.deep.equal([
      'module.preview',
      'link.choose',
      'completion.review',
      'period.read',
    ])
  })

  it('who learns, learns, and sees what the LMS opens of the own gradebook', () => {
    const all = ['learn', 'completion.review']
    expect(of({ kind: 'learner' }, {})).to.deep.equal(all)
    expect(of({ kind: 'learner' }, { schoolId: school })).to.deep.equal(all)
  })

  it('who is not signed in may nothing', () => {
    expect(of({ kind: 'nobody' }, {})).to.deep.equal([])
  })

  it('whose grants have all ended keeps the own account', () => {
    expect(of(anActor(), { schoolId: school })).to.deep.equal(['account.own'])
  })
})
