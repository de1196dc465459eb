import { expect } from 'chai'

import { areaReader } from '../../src/coverage/index.ts'
import type { AreaId } from '../../src/schools/index.ts'
import type { Actor, Grant } from '../../src/staff/index.ts'
import { aDirectory } from '../support/a-province.ts'
import { anArea, aSchool } from '../support/a-school.ts'
import { anActor } from '../support/an-account.ts'

const PROVINCE = anArea({ kind: 'province', name: 'Tây Ninh' })
const HERE = anArea({ parentId: PROVINCE.id })
const THERE = anArea({ name: 'Phường Tân Ninh', parentId: PROVINCE.id })

async function reads(actor: Actor) {
  const directory = await aDirectory([aSchool()], [PROVINCE, HERE, THERE])
  const { areaId, mayRead } = areaReader(actor, directory)
  const all: readonly (AreaId | undefined)[] = [undefined, PROVINCE.id, HERE.id, THERE.id]
  return { areaId, may: all.map(mayRead) }
}

describe('how far somebody may look', () => {
  const table: [string, readonly Partial<Grant>[], AreaId | undefined, readonly boolean[]][] = [
    ['an officer: everywhere', [{ role: 'officer' }], undefined, [true, true, true, true]],
    [
      'an officer for the province as an area: all of that',
      [{ role: 'officer', areaId: PROVINCE.id }],
      PROVINCE.id,
      [false, true, true, true],
    ],
    [
      'a commune official: the commune',
      [{ role: 'commune-official', areaId: HERE.id }],
      HERE.id,
      [false, false, true, false],
    ],
    [
      'an official of two communes: both, beginning with the first',
      [
        { role: 'commune-official', areaId: THERE.id },
        { role: 'commune-official', areaId: HERE.id },
      ],
      THERE.id,
      [false, false, true, true],
    ],
    [
      'an official who also audits everything: everywhere',
      [{ role: 'commune-official', areaId: HERE.id }, { role: 'auditor' }],
      undefined,
      [true, true, true, true],
    ],
    [
      'a principal: no area at all',
      [{ role: 'principal' }],
      undefined,
      [false, false, false, false],
    ],
    [
      'a principal who is an official elsewhere: there',
      [{ role: 'principal' }, { role: 'commune-official', areaId: THERE.id }],
      THERE.id,
      [false, false, false, true],
    ],
    ['an editor: nothing', [{ role: 'editor' }], undefined, [false, false, false, false]],
    ['whose grants all ended: nothing', [], undefined, [false, false, false, false]],
  ]
  for (const [who, grants, areaId, may] of table) {
    it(`is for ${who}`, async () => {
      expect(await reads(anActor(...grants))).to.deep.equal({ areaId, may })
    })
  }

  it('is nothing for a teacher of an LMS, and for nobody', async () => {
    const none = { areaId: undefined, may: [false, false, false, false] }
    const teacher = {
      kind: 'lti-teacher',
      personKey: 'key' as never,
      schoolId: aSchool().id,
    } as const
    expect(await reads(teacher)).to.deep.equal(none)
    expect(await reads({ kind: 'nobody' })).to.deep.equal(none)
  })
})
