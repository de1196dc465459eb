import { expect } from 'chai'

import type { Module, ModuleId } from '../../src/catalogue/index.ts'
import {
  learnerListPage,
  likeliestOf,
  type ListPage,
  staffListPage,
} from '../../src/learning/list-page.ts'
import { createTexts } from '../../src/web/index.ts'
import { aModule } from '../support/a-module.ts'

const texts = createTexts()
const named = (id: string, overrides: Partial<Module> = {}) =>
  aModule({ id: id as ModuleId, ...overrides })

const MODULES = [
  named('A1', { audience: 'th1', grades: [1, 2, 3] }),
  named('B5', { title: { vi: 'Quà lạ', en: 'Strange gifts' }, strands: ['bullying'] }),
  named('C1', { audience: 'thcs', grades: [6, 7, 8, 9] }),
  named('C3', { audience: 'thcs', grades: [6, 7, 8, 9], sensitive: true }),
  named('P1', { audience: 'parents', grades: [], nls: [], strands: [] }),
]
const PICK = { name: 'Học kỳ I', modules: ['C1', 'P1'] }

const sectionsOf = ({ sections }: ListPage) =>
  sections.map(({ title, modules }) => [title, modules.map(({ id }) => id).join(' ')])

describe('the catalogue of a teacher', () => {
  const pageOf = (list: Partial<Parameters<typeof staffListPage>[0]> = {}) =>
    staffListPage({ modules: MODULES, filters: {}, mayPresent: true, ...list }, texts)

  it('stands by whom it is for, with how many there are', () => {
    expect(sectionsOf(pageOf())).to.deep.equal([
      ['Lớp 1–3 (1 bài)', 'A1'],
      ['Lớp 4–5 (1 bài)', 'B5'],
      ['Lớp 6–9 (2 bài)', 'C1 C3'],
      ['Cha mẹ, người chăm sóc (1 bài)', 'P1'],
    ])
  })

  it('shows first what the department picked for the period, and marks it', () => {
    const page = pageOf({ pick: PICK })
    expect(sectionsOf(page)).to.deep.equal([
      ['Bài học của kỳ · Học kỳ I (2 bài)', 'C1 P1'],
      ['Lớp 1–3 (1 bài)', 'A1'],
      ['Lớp 4–5 (1 bài)', 'B5'],
      ['Lớp 6–9 (1 bài)', 'C3'],
    ])
    expect(page.sections[0]?.modules.every(({ isPicked }) => isPicked)).to.equal(true)
    expect(page.sections[1]?.modules.some(({ isPicked }) => isPicked)).to.equal(false)
    expect(page.sections.map(({ isAhead = false }) => isAhead)).to.deep.equal([
      true,
      false,
      false,
      false,
    ])
  })

  it('is filtered, also what was picked', () => {
    const page = pageOf({ pick: PICK, filters: { grade: '6' } })
    expect(sectionsOf(page)).to.deep.equal([
      ['Bài học của kỳ · Học kỳ I (1 bài)', 'C1'],
      ['Lớp 6–9 (1 bài)', 'C3'],
    ])
    expect(page.clearUrl).to.equal('/modules')
    expect(page.found).to.equal('2 bài phù hợp')
    expect(page.filters.find(({ name }) => name === 'grade')?.options).to.deep.include({
      value: '6',
      label: 'Lớp 6',
      isChosen: true,
    })
  })

  it('says in words that nothing fits', () => {
    const page = pageOf({ filters: { grade: '6', strand: 'bullying' } })
    expect(page.sections).to.deep.equal([])
    expect(page.found).to.include('Không có bài nào')
  })

  it('says of each what a teacher chooses by', () => {
    const [card] = pageOf({ filters: { grade: '4' } }).sections[0]?.modules ?? []
    expect(card?.facts).to.equal('Lớp 4–5 · 25 phút')
    expect(card?.staff).to.deep.equal({
      strands: 'Bắt nạt trên mạng',
      nls: [{ codes: '4.2.CB2', name: 'Bảo vệ dữ liệu cá nhân và quyền riêng tư' }],
      presentUrl: '/present/B5',
    })
  })

  it('names a component once, whatever its levels', () => {
    const modules = [named('C1', { audience: 'thcs', nls: ['4.1.TC1', '4.1.TC2'] })]
    const [card] = pageOf({ modules }).sections[0]?.modules ?? []
    expect(card?.staff?.nls).to.deep.equal([{ codes: '4.1.TC1, 4.1.TC2', name: 'Bảo vệ thiết bị' }])
  })

  it('takes the first of the pick for what a teacher came for, unless something was asked for', () => {
    expect(likeliestOf({ modules: MODULES, filters: {}, pick: PICK })?.id).to.equal('C1')
    expect(likeliestOf({ modules: MODULES, filters: { grade: '6' }, pick: PICK })).to.equal(
      undefined,
    )
    expect(likeliestOf({ modules: MODULES, filters: {} })).to.equal(undefined)
  })

  it('opens the projector from the card of that one alone', () => {
    const run = { action: '/present/start', code: 'code', place: 'Trường Nguyễn Trãi' }
    const page = pageOf({ pick: PICK, offered: { moduleId: 'C1', run } })
    const cards = page.sections.flatMap(({ modules }) => modules)
    expect(cards.filter(({ staff }) => staff?.run).map(({ id }) => id)).to.deep.equal(['C1'])
  })

  it('offers the projector to nobody who may not run it', () => {
    const cards = pageOf({ mayPresent: false }).sections.flatMap(({ modules }) => modules)
    expect(cards.some(({ staff }) => staff?.presentUrl)).to.equal(false)
  })
})

describe('the list of a pupil', () => {
  const pageOf = (list: Partial<Parameters<typeof learnerListPage>[0]> = {}) =>
    learnerListPage({ modules: MODULES, filters: {}, schoolGrades: [], ...list }, texts)

  it('has nothing for adults and nothing that needs one', () => {
    expect(sectionsOf(pageOf())).to.deep.equal([['Tất cả bài học', 'A1 B5 C1']])
  })

  it('begins with the grades of the school, what was picked before the rest', () => {
    const page = pageOf({ schoolGrades: [6, 7, 8, 9], pick: { name: 'HK', modules: ['B5'] } })
    expect(sectionsOf(page)).to.deep.equal([
      ['Bài cho trường em', 'C1'],
      ['Bài khác', 'B5 A1'],
    ])
  })

  it('begins with the grade that the pupil named, and hides none', () => {
    const page = pageOf({ schoolGrades: [6], filters: { grade: '4' } })
    expect(sectionsOf(page)).to.deep.equal([
      ['Bài cho lớp 4', 'B5'],
      ['Bài khác', 'A1 C1'],
    ])
  })

  it('asks for the grade alone, and shows none of what teachers choose by', () => {
    const page = pageOf()
    expect(page.filters.map(({ name }) => name)).to.deep.equal(['grade'])
    expect(page.sections[0]?.modules.some(({ staff }) => staff)).to.equal(false)
  })

  it('says that there is none', () => {
    expect(pageOf({ modules: [] })).to.deep.include({ found: 'Chưa có bài nào.', sections: [] })
  })
})
