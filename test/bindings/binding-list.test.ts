import { expect } from 'chai'

import { A, C } from './a-bindings-world.ts'
import { aCourse, AWAY, codeIn, courses, type Queue, rowOf, rowsOf, startQueue } from './a-queue.ts'

describe('the list of LMS courses', () => {
  let queue: Queue
  beforeEach(async () => {
    queue = await startQueue()
  })
  afterEach(() => queue.stop())

  it('says what waits, since when, and on which platform', async () => {
    await queue.seed(aCourse('2'), aCourse('', { contextId: undefined as never }))
    const page = await queue.open()
    expect(page.status).to.equal(200)
    expect(rowsOf(page)).to.have.members(['Khoá học số 2', 'Cả điểm cài đặt 1, không nêu khoá học'])
    expect(rowOf(page, '2').text()).to.contain('Moodle thử nghiệm · mở lần đầu ngày 23/11/2026')
    expect(page.$('.tabs [aria-current]').text()).to.equal('Chưa gán (2)')
  })

  it('says so where nothing waits, and shows no form', async () => {
    const { $ } = await queue.open()
    expect($('.lead').text()).to.equal('Không còn khoá học nào chờ gán.')
    expect($('form[method=post]').length).to.equal(0)
  })

  it('begins with the code that the LMS sent, and says whether anybody vouches for it', async () => {
    const claims = (custom: readonly string[], course: readonly string[] = []) => ({
      claims: { custom, course },
    })
    await queue.seed(
      aCourse('1', claims([], [A.code])),
      aCourse('2', claims(['99999999'])),
      aCourse('3', claims([A.code, AWAY.code])),
      aCourse('4'),
    )
    const page = await queue.open()
    expect(codeIn(page, '1')).to.equal(A.code)
    expect(rowOf(page, '1').text()).to.contain(`${A.name} · Xã Tân Lập`)
    expect(rowOf(page, '1').text()).to.contain('chưa được kiểm tra')
    expect(codeIn(page, '2')).to.equal('99999999')
    expect(rowOf(page, '2').text()).to.contain('Không có trường nào mang mã')
    expect(rowOf(page, '3').find('[data-conflict]').text()).to.contain(`${A.code}, ${AWAY.code}`)
    expect(codeIn(page, '4')).to.equal('')
    expect(rowOf(page, '4').text()).to.contain('không gửi mã nào')
  })

  it('shows the school that a vouched code names by now, before the sweep gives it', async () => {
    await queue.seed(aCourse('2', { claims: { custom: [A.code], course: [] } }))
    const page = await queue.open()
    expect(codeIn(page, '2')).to.equal(A.code)
    expect(rowOf(page, '2').text()).to.contain('Theo mã trường ghi trong cấu hình kết nối')
  })

  it('shows 25 a page, in the order in which they were seen', async () => {
    await queue.seed(...courses(60))
    const pages = [await queue.open()]
    while (pages.at(-1)!.$('a[href*="after="]').length > 0) {
      pages.push(await queue.officer.follow(pages.at(-1)!, 'a[href*="after="]'))
    }
    expect(pages.map((page) => rowsOf(page).length)).to.deep.equal([25, 25, 10])
    const seen = pages.flatMap(rowsOf)
    expect(seen).to.deep.equal(courses(60).map(({ contextId }) => `Khoá học số ${contextId}`))
  })

  it('leads to no further page behind a full one', async () => {
    await queue.seed(...courses(25))
    expect((await queue.open()).$('a[href*="after="]').length).to.equal(0)
  })

  it('keeps assigned courses behind a tab of their own, with who assigned them', async () => {
    await queue.seed(...courses(2))
    await queue.send(await queue.open(), ['2'], { all: A.code })
    const page = await queue.officer.follow(await queue.open(), '.tabs a:not([aria-current])')
    expect(rowsOf(page)).to.deep.equal(['Khoá học số 2'])
    expect(codeIn(page, '2')).to.equal(A.code)
    expect(rowOf(page, '2').text()).to.contain('Nguyễn Thị Lan gán ngày 23/11/2026')
    expect(page.$('.tabs').text()).to.contain('Chưa gán (1)')
  })

  it('finds the assigned courses of one school, page after page', async () => {
    const held = { state: 'assigned', source: 'custom', schoolId: A.id } as const
    await queue.seed(...courses(30, held), aCourse('other', { ...held, schoolId: C.id }))
    const found = await queue.officer.press(await queue.open('?show=assigned'), 'form.filter', {
      school: ` ${A.code}`,
    })
    expect(rowsOf(found)).to.have.length(25).and.not.to.contain('Khoá học số other')
    expect(found.$('form.filter [name=school]').val()).to.equal(A.code)
    const rest = await queue.officer.follow(found, 'a[href*="after="]')
    expect(rowsOf(rest)).to.have.length(5).and.not.to.contain('Khoá học số other')
    expect(rowsOf(await queue.open('?show=assigned&school=nothing'))).to.deep.equal([])
  })

  for (const query of ['?after=nonsense', '?show=nonsense', `?after=1.${'a'.repeat(43)}x`]) {
    it(`takes an address that makes no sense for the first page: ${query}`, async () => {
      await queue.seed(aCourse('2'))
      expect(rowsOf(await queue.open(query))).to.deep.equal(['Khoá học số 2'])
    })
  }
})
