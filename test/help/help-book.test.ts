import { expect } from 'chai'

import {
  createHelpBook,
  type HelpRecord,
  type HelpRecordId,
  type HelpRecordRepository,
} from '../../src/help/index.ts'
import type { SchoolId } from '../../src/schools/index.ts'
import { createHelpLines } from '../../src/web/index.ts'
import { aCounsellor, aFacility, aHotline } from '../support/a-help-record.ts'
import { aLogger } from '../support/a-logger.ts'
import { aSchool } from '../support/a-school.ts'
import { codeOf } from '../support/rejection.ts'

function aBook(...stored: readonly HelpRecord[]) {
  const kept = new Map<string, HelpRecord>(stored.map((record) => [record.id, record]))
  let isDown = false
  let version = 0
  const answer = <T>(value: () => T): Promise<T> =>
    isDown ? Promise.reject(new Error('the store is gone')) : Promise.resolve(value())
  const write = (record: HelpRecord) =>
    answer(() => {
      kept.set(record.id, record)
      version += 1
    })
  const helpRecords: HelpRecordRepository = {
    version: () => answer(() => version),
    list: () => answer(() => [...kept.values()]),
    add: write,
    replace: write,
  }
  const helpLines = createHelpLines()
  const directory = { isInArea: (school: SchoolId) => school === aSchool().id }
  const book = createHelpBook({ helpRecords, helpLines, directory, logger: aLogger().logger })
  return { book, helpLines, breakStore: () => void (isDown = true) }
}

const child = (overrides: Parameters<typeof aHotline>[0]) =>
  aHotline({ id: '111' as HelpRecordId, number: '111', ...overrides })

describe('the help book', () => {
  it('shows what we ship before the store has said anything, and while it says nothing', async () => {
    const { book, helpLines, breakStore } = aBook(aHotline())
    expect(helpLines.all().map(({ id }) => id)).to.deep.equal([
      ...['111', '113', 'vn-cop', 'chongluadao', '156'],
    ])
    await book.reload()
    expect(helpLines.all().map(({ id }) => id)).to.include('so-tre-em')
    breakStore()
    const failed = await book
      .reload()
      .catch((error: unknown) => (error instanceof Error ? error.message : ''))
    expect(failed).to.equal('the store is gone')
    expect(helpLines.all().map(({ id }) => id)).to.include.members(['111', 'so-tre-em'])
  })

  it('puts an edited one in place of what we ship, in its order, and hides what is hidden', async () => {
    const { book, helpLines } = aBook()
    const edited = { id: '156' as HelpRecordId, name: 'Số 156 của Cục', number: '156', order: 2 }
    await book.save(aHotline({ ...edited }))
    await book.save(aHotline({ id: 'vn-cop' as HelpRecordId, isShown: false }))
    expect(helpLines.all().map(({ name }) => name)).to.deep.equal([
      'Tổng đài bảo vệ trẻ em',
      'Công an',
      'Số 156 của Cục',
      'Tra trang web lừa đảo',
    ])
    expect(book.hotlines().map(({ id }) => id)).to.include('vn-cop')
    expect(helpLines.withNumber().map(({ call }) => call?.url)).to.deep.equal([
      ...['tel:111', 'tel:113', 'tel:156'],
    ])
  })

  it('lets nobody hide or renumber 111, nor put it second', async () => {
    const { book, helpLines } = aBook()
    expect(await codeOf(book.save(child({ isShown: false })))).to.equal('help-111-stays')
    expect(await codeOf(book.save(child({ number: '1111' })))).to.equal('help-111-stays')
    await book.save(child({ order: 99, about: 'Gọi ngay.' }))
    expect(helpLines.all()[0]).to.include({ id: '111', about: 'Gọi ngay.' })
  })

  it('shows 111 even where the stored record says otherwise', async () => {
    const { book, helpLines } = aBook(child({ isShown: false, number: '999' }))
    await book.reload()
    expect(helpLines.all()[0]?.call?.number).to.equal('111')
  })

  it('knows the counsellor of a school and the shown places of its area, and of no other', async () => {
    const hidden = aFacility({ id: 'an' as HelpRecordId, isShown: false })
    const { book } = aBook(aCounsellor(), aFacility(), hidden)
    await book.reload()
    expect(book.at(aSchool().id)).to.deep.equal({
      counsellor: aCounsellor(),
      facilities: [aFacility()],
    })
    expect(book.at('other' as SchoolId)).to.deep.equal({ facilities: [] })
    expect(book.at(undefined)).to.deep.equal({ facilities: [] })
  })
})
