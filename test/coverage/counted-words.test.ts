import { expect } from 'chai'

import { createNotCountedWords } from '../../src/coverage/index.ts'
import type { Obligation, Period } from '../../src/requirements/index.ts'
import type { Day } from '../../src/runtime/index.ts'
import type { Session } from '../../src/sessions/index.ts'
import { createTexts } from '../../src/web/index.ts'
import { anObligation, aPeriod, aPlannedPeriod } from '../support/a-period.ts'
import { aHeldSession } from '../support/a-province.ts'

function wordsOf(
  session: Session,
  periods: readonly Period[] = [aPeriod()],
  obligation: Obligation | undefined = anObligation(),
) {
  const words = createNotCountedWords({
    periods: { list: () => Promise.resolve(periods) },
    obligations: {
      find: (periodId) =>
        Promise.resolve(obligation.periodId === periodId ? obligation : undefined),
    },
    texts: createTexts(),
  })
  return words(session)
}

const YEAR = aPeriod({ id: 'year', name: 'Năm học 2026–2027', to: '2027-05-29' as Day })

describe('why a session does not count, in words', () => {
  it('is nothing where it counts', async () => {
    expect(await wordsOf(aHeldSession())).to.deep.equal([])
  })

  it('is every reason in the period of its day', async () => {
    const session = aHeldSession({ state: 'returned', audience: [] })
    expect(await wordsOf(session)).to.deep.equal([
      'Buổi này bị trả lại, cần sửa rồi gửi xác nhận lại.',
      'Không có lớp hay nhóm học sinh nào tham dự.',
    ])
  })

  it('is that its day lies in no period, or only in one that is not open', async () => {
    const none = ['Ngày tổ chức không nằm trong kỳ báo cáo nào.']
    const session = aHeldSession()
    expect(await wordsOf({ ...session, heldOn: '2026-08-31' as Day })).to.deep.equal(none)
    expect(await wordsOf(session, [aPlannedPeriod()])).to.deep.equal(none)
  })

  it('is that the school owes nothing', async () => {
    expect(await wordsOf(aHeldSession(), [YEAR])).to.deep.equal([
      'Đơn vị không thuộc diện phải tổ chức trong kỳ này.',
    ])
  })

  it('is said with the period where it holds in one of several', async () => {
    const session = aHeldSession({ state: 'held' })
    expect(await wordsOf(session, [aPeriod(), YEAR])).to.deep.equal([
      'Học kỳ I 2026–2027: Hiệu trưởng chưa xác nhận.',
      'Năm học 2026–2027: Đơn vị không thuộc diện phải tổ chức trong kỳ này.',
    ])
  })

  it('is said once where it holds in all of several', async () => {
    const closed = aPeriod({ state: 'closed', closedAt: new Date('2026-11-15T00:00:00Z') })
    const late = aHeldSession({ state: 'held' })
    expect(await wordsOf(late, [aPeriod(), closed])).to.deep.equal(['Hiệu trưởng chưa xác nhận.'])
  })
})
