import { expect } from 'chai'

import type { Day } from '../../../src/runtime/index.ts'
import type {
  ImportDraft,
  ImportDraftId,
  ImportId,
  School,
  SchoolImport,
} from '../../../src/schools/index.ts'
import { anArea, aSchool } from '../../support/a-school.ts'
import { onEveryEngine } from '../../support/engines.ts'
import { codeOf } from '../../support/rejection.ts'

const importId = 'import-1' as ImportId

onEveryEngine('SchoolRepository', (opened) => {
  const school = aSchool({
    ownership: 'public',
    identifiers: [{ system: 'mst', value: '0312345678' }],
    contact: { phone: '0276 3822 222' },
  })
  const renamed: School = { ...school, name: 'Trường Tiểu học Trần Phú', revision: 2 }

  it('gives back what it was given, for another process too', async () => {
    const { storage, reopen } = opened()
    await storage.schools.saveAll([school])
    expect(await reopen().schools.find(school.id)).to.deep.equal(school)
  })

  it('replaces a record that stands one revision before', async () => {
    const { schools } = opened().storage
    await schools.saveAll([school])
    await schools.saveAll([renamed])
    expect(await schools.find(school.id)).to.deep.equal(renamed)
  })

  it('refuses a change of what has moved on and stores the others', async () => {
    const { schools } = opened().storage
    const other = aSchool({ code: '72000413' })
    await schools.saveAll([school])
    await schools.saveAll([renamed])
    const late = { ...school, name: 'Trường Tiểu học Lê Lợi', revision: 2 }
    expect(await codeOf(schools.saveAll([late, other]))).to.equal('school-changed')
    expect((await schools.changesSince(0)).schools).to.have.deep.members([renamed, other])
  })

  it('tells what was stored or removed after a version', async () => {
    const { schools } = opened().storage
    const other = aSchool({ code: '72000413' })
    await schools.saveAll([school, other])
    const version = await schools.version()
    await schools.saveAll([renamed])
    await schools.removeAll([other.id])
    expect(await schools.changesSince(version)).to.deep.equal({
      schools: [renamed],
      removed: [other.id],
    })
    expect(await schools.changesSince(await schools.version())).to.deep.equal({
      schools: [],
      removed: [],
    })
  })

  it('does not find what was removed, and takes it again', async () => {
    const { schools } = opened().storage
    await schools.saveAll([school])
    await schools.removeAll([school.id])
    expect(await schools.find(school.id)).to.equal(undefined)
    await schools.saveAll([school])
    expect(await schools.find(school.id)).to.deep.equal(school)
    expect((await schools.changesSince(0)).removed).to.deep.equal([])
  })

  it('keeps what an import replaced', async () => {
    const { schools } = opened().storage
    const added = aSchool({ code: '72000413' })
    await schools.saveAll([school])
    const records = [
      { school: renamed, importId, before: school },
      { school: added, importId },
    ]
    await schools.saveImported(records)
    expect(await schools.listImported(importId)).to.have.deep.members(records)
  })

  it('forgets what an import replaced when the school is stored again', async () => {
    const { schools } = opened().storage
    await schools.saveImported([{ school, importId }])
    await schools.saveAll([renamed])
    expect(await schools.listImported(importId)).to.deep.equal([])
  })

  it('stores more than one batch in one call', async () => {
    const { schools } = opened().storage
    const many = Array.from({ length: 1001 }, (_, index) => aSchool({ code: `7300${index}` }))
    await schools.saveAll(many)
    expect((await schools.changesSince(0)).schools).to.have.length(1001)
  })
})

onEveryEngine('SchoolImportRepository', (opened) => {
  const first: SchoolImport = {
    id: 'import-1' as ImportId,
    at: new Date('2026-11-23T00:00:00.000Z'),
    asOf: '2026-09-07' as Day,
    areasNew: [anArea().id],
    state: 'applied',
  }
  const draft: ImportDraft = {
    id: 'draft-1' as ImportDraftId,
    list: { headers: { code: 'Mã' }, rows: [{ row: 2, cells: { code: '072', grade1: 30 } }] },
    asOf: '2026-09-07' as Day,
    expiresAt: new Date('2026-11-23T02:00:00.000Z'),
  }
  const before = new Date('2026-11-23T01:59:59.999Z')

  it('finds the latest import, for another process too', async () => {
    const { storage, reopen } = opened()
    const second = {
      ...first,
      id: 'import-2' as ImportId,
      at: new Date('2026-11-24T00:00:00.000Z'),
    }
    expect(await storage.schoolImports.findLast()).to.equal(undefined)
    await storage.schoolImports.add(second)
    await storage.schoolImports.add(first)
    expect(await reopen().schoolImports.findLast()).to.deep.equal(second)
  })

  it('keeps that an import was undone', async () => {
    const { schoolImports } = opened().storage
    await schoolImports.add(first)
    await schoolImports.markUndone(first.id)
    expect(await schoolImports.findLast()).to.deep.equal({ ...first, state: 'undone' })
  })

  it('finds a draft until it expires', async () => {
    const { schoolImports } = opened().storage
    await schoolImports.addDraft(draft)
    expect(await schoolImports.findDraft(draft.id, before)).to.deep.equal(draft)
    expect(await schoolImports.findDraft(draft.id, draft.expiresAt)).to.equal(undefined)
  })

  it('gives the removal of a draft to one caller', async () => {
    const { storage, reopen } = opened()
    await storage.schoolImports.addDraft(draft)
    const removals = [storage, reopen()].map((one) => one.schoolImports.removeDraft(draft.id))
    expect((await Promise.all(removals)).sort()).to.deep.equal([false, true])
  })

  it('sweeps drafts that have expired', async () => {
    const { schoolImports } = opened().storage
    await schoolImports.addDraft(draft)
    expect(await schoolImports.sweep(before)).to.equal(0)
    expect(await schoolImports.sweep(draft.expiresAt)).to.equal(1)
  })
})
