import { expect } from 'chai'

import { previewIdOf } from '../../../src/editing/index.ts'
import { aPreview } from '../../support/a-preview.ts'
import { onEveryEngine } from '../../support/engines.ts'

const BEFORE = new Date('2026-11-24T01:59:59.000Z')
const AFTER = new Date('2026-11-24T02:00:00.000Z')

onEveryEngine('PreviewRepository', (opened) => {
  it('gives back every byte, to another process too', async () => {
    const { storage, reopen } = opened()
    const archive = Uint8Array.from({ length: 300_000 }, (_, index) => index % 256)
    await storage.previews.add(aPreview({ archive }))
    expect(await reopen().previews.find(aPreview().id, BEFORE)).to.deep.equal(aPreview({ archive }))
  })

  it('takes an archive of 10 MB', async () => {
    const { previews } = opened().storage
    await previews.add(aPreview({ archive: new Uint8Array(10 * 1024 * 1024) }))
    const found = await previews.find(aPreview().id, BEFORE)
    expect(found?.archive.length).to.equal(10 * 1024 * 1024)
  })

  it('finds none that has expired, is another or was removed', async () => {
    const { previews } = opened().storage
    await previews.add(aPreview())
    expect(await previews.find(aPreview().id, AFTER)).to.equal(undefined)
    expect(await previews.find(previewIdOf('other'), BEFORE)).to.equal(undefined)
    await previews.remove(aPreview().id)
    expect(await previews.find(aPreview().id, BEFORE)).to.equal(undefined)
  })

  it('tells whose one is and until when, as long as it is there', async () => {
    const { previews } = opened().storage
    await previews.add(aPreview())
    const { archive: _archive, ...head } = aPreview()
    expect(await previews.findHead(aPreview().id, BEFORE)).to.deep.equal(head)
    expect(await previews.findHead(aPreview().id, AFTER)).to.equal(undefined)
    expect(await previews.findHead(previewIdOf('other'), BEFORE)).to.equal(undefined)
  })

  it('keeps the newest of an account, and all of others', async () => {
    const { previews } = opened().storage
    const at = (hour: number) => new Date(`2026-11-25T0${hour}:00:00.000Z`)
    for (const hour of [1, 3, 2])
      await previews.add(aPreview({ id: previewIdOf(`own-${hour}`), expiresAt: at(hour) }))
    const another = { id: previewIdOf('another'), accountId: 'account-2' }
    await previews.add(aPreview(another))
    await previews.keepNewest('account-1', 2)
    const isThere = async (id: string) => Boolean(await previews.find(previewIdOf(id), BEFORE))
    const there = await Promise.all(['own-1', 'own-2', 'own-3', 'another'].map(isThere))
    expect(there).to.deep.equal([false, true, true, true])
    await previews.keepNewest('account-1', 2)
    expect(await isThere('own-2')).to.equal(true)
  })

  it('sweeps what has expired', async () => {
    const { previews } = opened().storage
    await previews.add(aPreview())
    const later = new Date('2026-11-25T02:00:00.000Z')
    await previews.add(aPreview({ id: previewIdOf('preview-2'), expiresAt: later }))
    expect(await previews.sweep(AFTER)).to.equal(1)
    expect(await previews.find(previewIdOf('preview-2'), AFTER)).to.have.property('accountId')
  })
})
