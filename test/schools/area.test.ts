import { expect } from 'chai'

import type { Day } from '../../src/runtime/index.ts'
import { areaIdOf, existsOn } from '../../src/schools/index.ts'
import { anArea } from '../support/a-school.ts'

describe('an area', () => {
  it('is one by kind and name, however the name is written', () => {
    expect(areaIdOf('commune', 'xã  HOÀ Hội')).to.equal(areaIdOf('commune', 'Xã Hòa Hội'))
    expect(areaIdOf('commune', 'Tân Châu')).not.to.equal(areaIdOf('district', 'Tân Châu'))
  })

  it('exists from its first to its last day', () => {
    const area = anArea({ validFrom: '2009-01-01' as Day, validTo: '2025-06-30' as Day })
    const days = ['2008-12-31', '2009-01-01', '2025-06-30', '2025-07-01'] as Day[]
    expect(days.map((day) => existsOn(area, day))).to.deep.equal([false, true, true, false])
    expect(existsOn(anArea(), '2999-01-01' as Day)).to.equal(true)
  })
})
