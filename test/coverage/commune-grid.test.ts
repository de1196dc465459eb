import { expect } from 'chai'

import { communeTiles, legendOf } from '../../src/coverage/commune-grid.ts'
import type { CoverageRow } from '../../src/coverage/index.ts'
import { figuresOf } from '../../src/coverage/index.ts'
import type { StageStatus } from '../../src/requirements/index.ts'
import { createTexts } from '../../src/web/index.ts'
import { aRow } from '../support/a-coverage-row.ts'

const rowsWith = (...statuses: readonly StageStatus[]): readonly CoverageRow[] =>
  statuses.map((status) => ({ ...aRow(), status }))

function tilesOf(communes: Readonly<Record<string, readonly StageStatus[]>>) {
  const facts = {
    communes: Object.entries(communes).map(([name, statuses]) => ({
      communeId: name === '' ? undefined : name,
      figures: figuresOf(rowsWith(...statuses)),
    })),
    filters: { period: 'hk1' },
    areaName: (id: string | undefined) => id,
    mayRead: (id: string) => id !== 'Xã Khác',
  }
  return communeTiles(facts, createTexts())
}

const tileOf = (...statuses: readonly StageStatus[]) => tilesOf({ 'Xã Tân Lập': statuses })[0]!

describe('the tile of a commune', () => {
  it('has the worst status that is left, and how many schools are not yet met', () => {
    const tile = tileOf('met', 'planned', 'overdue', 'exempt')
    expect([tile.worst.status, tile.left]).to.deep.equal(['overdue', 2])
    expect(tile.words).to.equal('Xã Tân Lập: 1 trên 3 đơn vị đạt, đáng lo nhất: Quá hạn')
  })

  it('is met where nothing is left', () => {
    const tile = tileOf('met', 'exempt')
    expect([tile.worst.status, tile.left]).to.deep.equal(['met', 0])
    expect(tile.words).to.equal('Xã Tân Lập: đạt cả 1 đơn vị')
  })

  it('is exempt where nobody owes anything', () => {
    const tile = tileOf('exempt')
    expect([tile.worst.status, tile.percent]).to.deep.equal(['exempt', '–'])
  })

  it('leads to its commune in the same period', () => {
    expect(tileOf('met').url).to.equal('/coverage?period=hk1&area=X%C3%A3+T%C3%A2n+L%E1%BA%ADp')
  })

  it('leads nowhere where this person may not look, or no commune is known', () => {
    const tiles = tilesOf({ 'Xã Khác': ['met'], '': ['met'] })
    expect(tiles.map(({ url }) => url)).to.deep.equal([undefined, undefined])
    expect(tiles.map(({ name }) => name)).to.include('Chưa rõ xã, phường')
  })
})

describe('the tiles', () => {
  it('stand in the order of Vietnamese, whatever kind of place they are', () => {
    const tiles = tilesOf({ 'Xã Đức Hòa': ['met'], 'Phường Dĩ An': ['met'], 'Xã Ấp Bắc': ['met'] })
    expect(tiles.map(({ shortName }) => shortName)).to.deep.equal(['Ấp Bắc', 'Dĩ An', 'Đức Hòa'])
  })

  it('shorten a name that is too long for a tile, and say it whole', () => {
    const [tile] = tilesOf({ 'Xã Dương Minh Châu Thượng': ['met'] })
    expect(tile?.shortName).to.equal('Dương Minh Châ…')
    expect(tile?.words).to.contain('Dương Minh Châu Thượng')
  })

  it('have a legend of just the statuses that they show, the worst first', () => {
    const legend = legendOf(tilesOf({ a: ['met'], b: ['planned', 'met'], c: ['met'] }))
    expect(legend.map(({ status }) => status)).to.deep.equal(['planned', 'met'])
  })
})
