import { expect } from 'chai'

import { createSchoolSearch, type School } from '../../src/schools/index.ts'
import { anArea, aSchool } from '../support/a-school.ts'

const commune = anArea()

function search(...schools: readonly School[]) {
  return createSchoolSearch({
    schools,
    areaById: (id) => (id === commune.id ? commune : undefined),
  })
}

const named = (code: string, name: string) => aSchool({ code, name })
const codes = (page: ReturnType<ReturnType<typeof search>['page']>) =>
  page.found.map(({ school }) => school.code)

describe('search among schools', () => {
  it('needs no diacritics and finds words in any order, of name, commune and code', () => {
    const one = search(
      named('72000412', 'Trường Tiểu học Nguyễn Trãi'),
      named('80000501', 'THCS Đức Huệ'),
    )
    for (const text of ['nguyen trai', 'TRÃI nguyễn', 'tan lap trai', '00412', 'Tiểu học']) {
      expect(codes(one.page({ text, limit: 9 })), text).to.deep.equal(['72000412'])
    }
    expect(codes(one.page({ text: 'duc hue', limit: 9 }))).to.deep.equal(['80000501'])
    expect(codes(one.page({ text: 'nguyễn huệ', limit: 9 }))).to.deep.equal([])
  })

  it('tells namesakes apart by commune', () => {
    const { found } = search(named('1', 'Trường Tiểu học Lê Lợi')).page({ limit: 9 })
    expect(found[0]?.commune).to.equal('Xã Tân Lập')
  })

  it('reads page after page, each school once, in the order of names and then codes', () => {
    const all = search(
      ...['4', '2', '9', '1', '3'].map((code) => named(code, `Trường ${code > '2' ? 'A' : 'B'}`)),
    )
    const first = all.page({ limit: 2 })
    const second = all.page({ limit: 2, after: first.next })
    const third = all.page({ limit: 2, after: second.next })
    expect([first, second, third].flatMap(codes)).to.deep.equal(['3', '4', '9', '1', '2'])
    expect(third.next).to.equal(undefined)
  })

  it('has no next page where the last one is just full', () => {
    expect(search(named('1', 'A'), named('2', 'B')).page({ limit: 2 }).next).to.equal(undefined)
  })

  it('keeps to the schools that it is held to', () => {
    const all = search(named('1', 'A'), named('2', 'B'))
    expect(codes(all.page({ limit: 9, keeps: ({ code }) => code === '2' }))).to.deep.equal(['2'])
  })
})
