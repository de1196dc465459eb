import { expect } from 'chai'

import type { Day } from '../../../src/runtime/index.ts'
import { anArea } from '../../support/a-school.ts'
import { onEveryEngine } from '../../support/engines.ts'
import { codeOf } from '../../support/rejection.ts'

onEveryEngine('AreaRepository', (opened) => {
  const province = anArea({ kind: 'province', name: 'Tây Ninh' })
  const commune = anArea({ parentId: province.id })

  it('gives back what it was given, for another process too', async () => {
    const { storage, reopen } = opened()
    const abolished = anArea({ name: 'Huyện Cũ', kind: 'district', validTo: '2025-06-30' as Day })
    await storage.areas.saveAll([province, commune, abolished])
    expect(await reopen().areas.list()).to.have.deep.members([province, commune, abolished])
  })

  it('replaces a record that stands one revision before', async () => {
    const { areas } = opened().storage
    await areas.saveAll([commune])
    const renamed = { ...commune, name: 'Xã Tân Hưng', revision: 2 }
    await areas.saveAll([renamed])
    expect(await areas.list()).to.deep.equal([renamed])
  })

  it('refuses a change of what has moved on and stores the others', async () => {
    const { areas } = opened().storage
    await areas.saveAll([commune])
    expect(await codeOf(areas.saveAll([{ ...commune, name: 'Xã Khác' }, province]))).to.equal(
      'area-changed',
    )
    expect(await areas.list()).to.have.deep.members([commune, province])
  })

  it('removes', async () => {
    const { areas } = opened().storage
    await areas.saveAll([province, commune])
    await areas.removeAll([commune.id])
    expect(await areas.list()).to.deep.equal([province])
  })

  it('grows the version that the directory polls', async () => {
    const { areas, schools } = opened().storage
    const before = await schools.version()
    await areas.saveAll([commune])
    const between = await schools.version()
    await areas.removeAll([commune.id])
    expect([before < between, between < (await schools.version())]).to.deep.equal([true, true])
  })
})
