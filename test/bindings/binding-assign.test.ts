import { expect } from 'chai'

import { aContextKey } from '../support/a-binding.ts'
import type { Walked } from '../support/a-walker.ts'
import { A, B, C } from './a-bindings-world.ts'
import {
  aCourse,
  AWAY,
  codeIn,
  courses,
  isTicked,
  problemsOf,
  type Queue,
  rowOf,
  rowsOf,
  startQueue,
} from './a-queue.ts'

describe('the form that gives LMS courses their school', () => {
  let queue: Queue
  beforeEach(async () => {
    queue = await startQueue()
  })
  afterEach(() => queue.stop())

  it('gives several courses one code, and says how many', async () => {
    await queue.seed(...courses(3))
    const page = await queue.send(await queue.open(), ['1', '3'], { all: A.code })
    expect(page.$('[role=status]').text()).to.contain('Đã gán 2 khoá học')
    expect(rowsOf(page)).to.deep.equal(['Khoá học số 2'])
    expect([
      await queue.schoolOf('1'),
      await queue.schoolOf('2'),
      await queue.schoolOf('3'),
    ]).to.deep.equal([...[A.id, undefined, A.id]])
    expect(queue.counted.map(([, schoolId]) => schoolId)).to.deep.equal([A.id, A.id])
  })

  it('takes the code of the row before the one for all', async () => {
    await queue.seed(...courses(2))
    await queue.send(await queue.open(), ['1', '2'], { all: A.code, codes: { '2': B.code } })
    expect([await queue.schoolOf('1'), await queue.schoolOf('2')]).to.deep.equal([A.id, B.id])
  })

  it('leaves rows alone that were not chosen, whatever stands in them', async () => {
    await queue.seed(...courses(2))
    await queue.send(await queue.open(), ['1'], { codes: { '1': A.code, '2': A.code } })
    expect(await queue.schoolOf('2')).to.equal(undefined)
  })

  it('moves a course that has a school', async () => {
    await queue.seed(aCourse('2'))
    await queue.send(await queue.open(), ['2'], { all: A.code })
    const page = await queue.send(await queue.open('?show=assigned'), ['2'], {
      codes: { '2': B.code },
    })
    expect(rowOf(page, '2').text()).to.contain(B.name)
    expect(await queue.schoolOf('2')).to.equal(B.id)
  })

  it('offers the only school that a name can mean, and takes it at the next press', async () => {
    await queue.seed(aCourse('2'))
    const page = await queue.send(await queue.open(), ['2'], {
      codes: { '2': 'truong tieu hoc le loi' },
    })
    expect(page.status).to.equal(422)
    expect(problemsOf(page)).to.have.length(1)
    expect(problemsOf(page)[0]).to.contain(`${C.code} ${C.name} · Xã Tân Lập`)
    expect(codeIn(page, '2')).to.equal(C.code)
    await queue.officer.press(page, 'form[method=post]')
    expect(await queue.schoolOf('2')).to.equal(C.id)
  })

  it('names the schools that share a name, and keeps what was typed', async () => {
    await queue.seed(aCourse('2'))
    const page = await queue.send(await queue.open(), ['2'], { codes: { '2': 'Kim Đồng' } })
    expect(page.status).to.equal(422)
    expect(problemsOf(page)[0]).to.contain(`${AWAY.code} ${AWAY.name} · Xã Hoà Bình`)
    expect(problemsOf(page)[0]).to.contain(`${B.code} ${B.name} · Xã Tân Lập`)
    expect(codeIn(page, '2')).to.equal('Kim Đồng')
    expect(await queue.schoolOf('2')).to.equal(undefined)
  })

  it('offers a school for all rows beside the field for all', async () => {
    await queue.seed(...courses(2))
    const page = await queue.send(await queue.open(), ['1', '2'], { all: 'Lê Lợi' })
    expect(problemsOf(page)).to.have.length(1)
    expect(page.$('#why-all .problem').text()).to.contain(C.code)
    expect(page.$('[name=all]').val()).to.equal(C.code)
    expect([codeIn(page, '1'), codeIn(page, '2')]).to.deep.equal(['', ''])
    await queue.officer.press(page, 'form[method=post]')
    expect([await queue.schoolOf('1'), await queue.schoolOf('2')]).to.deep.equal([C.id, C.id])
  })

  describe('refuses', () => {
    it('a press with nothing chosen, and keeps the codes that were typed', async () => {
      await queue.seed(...courses(2))
      const page = await queue.send(await queue.open(), [], { codes: { '2': A.code }, all: B.code })
      expect(page.status).to.equal(422)
      expect(page.$('[role=alert]').text()).to.equal('Hãy đánh dấu ít nhất một khoá học.')
      expect([codeIn(page, '2'), isTicked(page, '2')]).to.deep.equal([A.code, false])
      expect(page.$('[name=all]').val()).to.equal(B.code)
    })

    it('a chosen row without a code', async () => {
      await queue.seed(...courses(2))
      const page = await queue.send(await queue.open(), ['2'])
      expect(page.status).to.equal(422)
      expect(rowOf(page, '2').find('.problem').text()).to.equal('Hãy ghi mã trường.')
      expect([isTicked(page, '1'), isTicked(page, '2')]).to.deep.equal([false, true])
    })

    it('all of them where one code is unknown, and keeps what was typed', async () => {
      await queue.seed(...courses(3))
      const codes = { '1': A.code, '2': '99999999', '3': 'nháp' }
      const page = await queue.send(await queue.open(), ['1', '2'], { codes })
      expect(page.status).to.equal(422)
      expect(problemsOf(page)).to.deep.equal(['Không có trường nào mang mã hoặc tên này.'])
      expect(rowOf(page, '2').find('[aria-invalid]').val()).to.equal('99999999')
      expect(['1', '2', '3'].map((id) => codeIn(page, id))).to.deep.equal(Object.values(codes))
      expect(['1', '2', '3'].map((id) => isTicked(page, id))).to.deep.equal([true, true, false])
      expect(await queue.schoolOf('1')).to.equal(undefined)
    })

    it('an unknown code for all, which no row then carries as its own', async () => {
      await queue.seed(...courses(2))
      const page = await queue.send(await queue.open(), ['1', '2'], { all: '99999999' })
      expect(page.$('#why-all .problem').text()).to.contain('Không có trường nào')
      await queue.officer.press(page, 'form[method=post]', { all: A.code })
      expect([await queue.schoolOf('1'), await queue.schoolOf('2')]).to.deep.equal([A.id, A.id])
    })

    it('a mistake on the second page with that page', async () => {
      await queue.seed(...courses(30))
      const second = await queue.officer.follow(await queue.open(), 'a[href*="after="]')
      const page = await queue.send(second, ['27'], { codes: { '27': 'xyz' } })
      expect(rowsOf(page)).to.deep.equal(rowsOf(second))
      expect([codeIn(page, '27'), isTicked(page, '27')]).to.deep.equal(['xyz', true])
    })

    it('a mistake among the courses of one school with those courses', async () => {
      const held = { state: 'assigned', source: 'custom', schoolId: A.id } as const
      await queue.seed(...courses(2, held), aCourse('other', { ...held, schoolId: C.id }))
      const asked = await queue.open(`?show=assigned&school=${A.code}`)
      const page = await queue.send(asked, ['2'], { codes: { '2': 'xyz' } })
      expect(rowsOf(page)).to.deep.equal(rowsOf(asked))
    })

    it('rows that it never offered', async () => {
      await queue.seed(aCourse('2'))
      const page = await queue.open()
      for (const context of ['nonsense', `${aContextKey('2')}.x`, '']) {
        const fields = { context, all: A.code }
        const answer = await queue.officer.press(page, 'form[method=post]', fields)
        expect(answer.status, context).to.equal(422)
      }
      const unknown = { context: `${aContextKey('unknown')}.1`, all: A.code }
      const answer = await queue.officer.press(page, 'form[method=post]', unknown)
      expect(answer.status).to.equal(409)
      expect(queue.counted).to.deep.equal([])
    })
  })

  describe('whose row somebody else assigned meanwhile', () => {
    let page: Walked
    beforeEach(async () => {
      await queue.seed(...courses(3))
      const stale = await queue.open()
      const colleague = await queue.enterAs({ role: 'administrator' })
      const theirs = { all: B.code, who: colleague }
      await queue.send(await queue.open('', colleague), ['2'], theirs)
      page = await queue.send(stale, ['1', '2'], { codes: { '1': A.code, '2': C.code } })
    })

    it('keeps what the colleague decided, and does the other rows', async () => {
      expect(page.status).to.equal(409)
      expect(page.$('[role=status]').text()).to.contain('Đã gán 1 khoá học')
      expect([await queue.schoolOf('1'), await queue.schoolOf('2')]).to.deep.equal([A.id, B.id])
    })

    it('shows both: what was typed, and who decided what', () => {
      expect(rowsOf(page)).to.deep.equal(['Khoá học số 2', 'Khoá học số 3'])
      const row = rowOf(page, '2').text()
      expect(row).to.contain('Vừa có người khác gán khoá học này')
      expect(row).to.contain(`${B.code} ${B.name} · Xã Tân Lập · Nguyễn Thị Lan gán ngày`)
      expect([codeIn(page, '2'), isTicked(page, '2')]).to.deep.equal([C.code, true])
      expect(row).to.contain(C.name)
    })

    it('names the school for all in the row that is left of them', async () => {
      const stale = await queue.open()
      await queue.send(await queue.open(), ['3'], { all: B.code })
      page = await queue.send(stale, ['3'], { all: A.code })
      expect(codeIn(page, '3')).to.equal(A.code)
      expect(rowOf(page, '3').text()).to.contain(A.name)
    })

    it('takes one more press as the answer', async () => {
      await queue.officer.press(page, 'form[method=post]')
      expect(await queue.schoolOf('2')).to.equal(C.id)
      const { decisions } = (await queue.storage.bindings.find(aContextKey('2')))!
      expect(decisions.map(({ schoolId }) => schoolId)).to.deep.equal([B.id, C.id])
    })
  })
})
