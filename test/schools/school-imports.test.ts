import { expect } from 'chai'

import type { Day } from '../../src/runtime/index.ts'
import { createSchoolImports, type SchoolList } from '../../src/schools/index.ts'
import { aClock } from '../support/a-clock.ts'
import { anArea, aSchool } from '../support/a-school.ts'
import { onEveryEngine } from '../support/engines.ts'
import { codeOf } from '../support/rejection.ts'

const today = '2026-11-24' as Day

type Row = readonly [code: string, name: string, commune: string]

function listOf(...rows: readonly Row[]): SchoolList {
  return {
    headers: { code: 'Mã trường', name: 'Tên trường', kind: 'Cấp học', commune: 'Xã/Phường' },
    rows: rows.map(([code, name, commune], index) => ({
      row: index + 2,
      cells: { code, name, commune, kind: 'TH' },
    })),
  }
}

onEveryEngine('SchoolImports', (opened) => {
  const clock = aClock()
  const imports = () => createSchoolImports({ ...opened().storage, clock })

  async function take(...rows: readonly Row[]) {
    const it = imports()
    clock.advance(1000)
    await it.apply(await it.plan(listOf(...rows), today), today)
  }

  const names = async () => {
    const { schools } = await opened().storage.schools.changesSince(0)
    return schools.map(({ name }) => name)
  }

  it('store new schools and the areas that they stand in', async () => {
    await take(['1', 'Trường A', 'Xã Tân Lập'])
    expect(await names()).to.deep.equal(['Trường A'])
    expect(await opened().storage.areas.list()).to.deep.equal([anArea({ validFrom: today })])
  })

  it('change nothing when the same list comes again', async () => {
    await take(['1', 'Trường A', 'Xã Tân Lập'])
    const version = await opened().storage.schools.version()
    await take(['1', 'Trường A', 'Xã Tân Lập'])
    expect(await opened().storage.schools.version()).to.equal(version)
  })

  it('are undone: what was changed is as before, what was added is gone with its areas', async () => {
    const { storage } = opened()
    await take(['1', 'Trường A', 'Xã Tân Lập'])
    await take(['1', 'Trường B', 'Xã Tân Hưng'], ['2', 'Trường C', 'Xã Tân Hưng'])
    expect(await imports().undo()).to.deep.equal({ restored: 1, removed: 1 })
    expect(await names()).to.deep.equal(['Trường A'])
    const areas = await storage.areas.list()
    expect(areas.map(({ name }) => name)).to.deep.equal(['Xã Tân Lập'])
  })

  it('leave alone what somebody changed since', async () => {
    const { schools } = opened().storage
    await take(['1', 'Trường A', 'Xã Tân Lập'], ['2', 'Trường B', 'Xã Tân Lập'])
    const { schools: stored } = await schools.changesSince(0)
    const [first = aSchool()] = stored.filter(({ code }) => code === '1')
    await schools.saveAll([{ ...first, name: 'Sửa tay', revision: 2 }])
    expect(await imports().undo()).to.deep.equal({ restored: 0, removed: 1 })
    expect(await names()).to.deep.equal(['Sửa tay'])
    expect(await opened().storage.areas.list()).to.have.length(1)
  })

  it('can be undone once, the last one only', async () => {
    expect(await codeOf(imports().undo())).to.equal('import-not-found')
    await take(['1', 'Trường A', 'Xã Tân Lập'])
    await imports().undo()
    expect(await codeOf(imports().undo())).to.equal('import-not-found')
  })

  it('are taken over again after they were undone', async () => {
    await take(['1', 'Trường A', 'Xã Tân Lập'])
    await imports().undo()
    await take(['1', 'Trường A', 'Xã Tân Lập'])
    expect(await names()).to.deep.equal(['Trường A'])
  })

  it('tell the directory at once', async () => {
    let reloads = 0
    const directory = {
      reload() {
        reloads += 1
        return Promise.resolve()
      },
    }
    const it = createSchoolImports({ ...opened().storage, clock: aClock(), directory })
    await it.apply(await it.plan(listOf(['1', 'Trường A', 'Xã Tân Lập']), today), today)
    expect(reloads).to.equal(1)
  })
})
