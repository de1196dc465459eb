import { expect } from 'chai'

import { aResource } from '../../support/a-resource.ts'
import { onEveryEngine } from '../../support/engines.ts'

const first = aResource()
const forTeachers = aResource({
  moduleId: 'A1',
  url: 'https://so.example.vn/so-tay',
  title: 'Sổ tay',
  forLearners: false,
})
const earlier = aResource({ url: 'https://so.example.vn/an', title: 'An toàn' })

onEveryEngine('ResourceRepository', (opened) => {
  it('lists every one by module and title', async () => {
    const { resources } = opened().storage
    expect(await resources.list()).to.deep.equal([])
    for (const resource of [first, forTeachers, earlier]) await resources.save(resource)
    expect(await resources.list()).to.deep.equal([forTeachers, earlier, first])
  })

  it('replaces what has the same module and address', async () => {
    const { resources } = opened().storage
    await resources.save(first)
    const renamed = { ...first, title: 'Phim mới', forLearners: false }
    await resources.save(renamed)
    expect(await resources.list()).to.deep.equal([renamed])
  })

  it('removes one and leaves the others, and minds not what is gone already', async () => {
    const { resources } = opened().storage
    await resources.save(first)
    await resources.save(forTeachers)
    await resources.remove(first.id)
    await resources.remove(first.id)
    expect(await resources.list()).to.deep.equal([forTeachers])
  })
})
