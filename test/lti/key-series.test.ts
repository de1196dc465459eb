import { expect } from 'chai'

import { earliestTakeOver, publishedKeys, seriesOf } from '../../src/lti/key-series.ts'
import type { ToolKey } from '../../src/lti/tool-key.ts'

const HOUR_MS = 60 * 60 * 1000
const DAY_MS = 24 * HOUR_MS
const start = new Date('2026-11-23T00:00:00.000Z')
const after = (ms: number) => new Date(start.getTime() + ms)

const aKey = (number: number, createdAt: Date, signsFrom?: Date): ToolKey => ({
  number,
  kid: `key-${number}`,
  sealedPrivateKey: '',
  createdAt,
  ...(signsFrom && { signsFrom }),
})

const numbers = (keys: readonly ToolKey[]) => keys.map(({ number }) => number)

describe('the series of our keys', () => {
  it('has nothing where there is no key', () => {
    expect(publishedKeys(seriesOf([], start))).to.deep.equal([])
  })

  it('publishes the next key long before it signs', () => {
    const keys = [aKey(1, start, start), aKey(2, start)]
    const { current, next } = seriesOf(keys, after(DAY_MS))
    expect([current?.number, next?.number]).to.deep.equal([1, 2])
  })

  it('signs with the last one whose moment has come, to the millisecond', () => {
    const keys = [aKey(1, start, start), aKey(2, start, after(2 * DAY_MS))]
    expect(seriesOf(keys, after(2 * DAY_MS - 1)).current?.number).to.equal(1)
    expect(seriesOf(keys, after(2 * DAY_MS)).current?.number).to.equal(2)
  })

  it('publishes the previous key for more than a day after the next one signs', () => {
    const keys = [aKey(1, start, start), aKey(2, start, after(2 * DAY_MS))]
    const during = seriesOf(keys, after(3 * DAY_MS))
    expect(numbers(publishedKeys(during))).to.deep.equal([1, 2])
    const over = seriesOf(keys, after(3 * DAY_MS + HOUR_MS))
    expect(numbers(publishedKeys(over))).to.deep.equal([2])
    expect(numbers(over.retired)).to.deep.equal([1])
  })

  it('never publishes more than three', () => {
    const keys = [
      aKey(1, start, start),
      aKey(2, start, after(2 * DAY_MS)),
      aKey(3, start, after(4 * DAY_MS)),
      aKey(4, after(4 * DAY_MS)),
    ]
    const series = seriesOf(keys, after(4 * DAY_MS))
    expect(numbers(publishedKeys(series))).to.deep.equal([2, 3, 4])
    expect(numbers(series.retired)).to.deep.equal([1])
  })

  it('signs with the very first key even where its maker’s clock was ahead', () => {
    expect(seriesOf([aKey(1, after(9000), after(9000))], start).current?.number).to.equal(1)
  })

  it('lets a key take over after a day and an hour in public, at once where that is past', () => {
    const next = aKey(2, start)
    expect(earliestTakeOver(next, start)).to.deep.equal(after(25 * HOUR_MS))
    expect(earliestTakeOver(next, after(9 * DAY_MS))).to.deep.equal(after(9 * DAY_MS))
  })
})
