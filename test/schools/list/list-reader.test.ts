import { deflateRawSync } from 'node:zlib'

import { expect } from 'chai'

import { createListReader } from '../../../src/schools/index.ts'
import { codeOf } from '../../support/rejection.ts'
import { aFile, HEADER, SCHOOL, utf8 } from './files.ts'

describe('the reader of lists', () => {
  it('gives the rows of a file', async () => {
    const list = await createListReader().read(aFile(HEADER, SCHOOL))
    expect(list.rows).to.have.length(1)
  })

  it('refuses a file over 10 MB unread', async () => {
    const file = new Uint8Array(10 * 1024 * 1024 + 1)
    expect(await codeOf(createListReader().read(file))).to.equal('list-too-large')
  })

  it('says which headers are missing', async () => {
    const error = await createListReader()
      .read(utf8('Mã trường;Tên trường\n1;A\n'))
      .then(
        () => undefined,
        (thrown: unknown) => thrown,
      )
    expect(error).to.deep.include({ code: 'list-header-missing', params: { missing: 'Cấp học' } })
  })

  it('gives up a file that takes too long', async () => {
    const reader = createListReader({ timeLimitMs: 1 })
    expect(await codeOf(reader.read(aFile(HEADER, SCHOOL)))).to.equal('list-too-slow')
  })

  it('survives a file that needs more memory than it is given', async function () {
    this.timeout(20_000) // the thread fills its memory before it dies
    const rows = Array.from({ length: 40_000 }, (_, index) => `${index},Trường số ${index},TH`)
    const file = utf8([HEADER.join(','), ...rows].join('\n'))
    const reader = createListReader({ memoryLimitMb: 8 })
    expect(await codeOf(reader.read(file))).to.equal('list-unreadable')
  })

  it('refuses a workbook that unpacks to a thousand times its size', async function () {
    this.timeout(20_000) // 100 MB are unpacked before it is refused
    expect(await codeOf(createListReader().read(aBomb(200)))).to.equal('list-unreadable')
  })
})

/** A ZIP of one sheet of this many megabytes of spaces, which its directory calls small. */
function aBomb(megabytes: number): Uint8Array {
  const name = Buffer.from('[Content_Types].xml')
  const packed = deflateRawSync(Buffer.alloc(megabytes * 1024 * 1024, 0x20))
  const sizes = Buffer.alloc(14)
  sizes.writeUInt32LE(packed.length, 4)
  sizes.writeUInt32LE(1000, 8)
  sizes.writeUInt16LE(name.length, 12)
  const head = Buffer.from([20, 0, 0, 0, 8, 0, 0, 0, 0, 0])
  const local = Buffer.concat([
    Buffer.from('PK\x03\x04'),
    head,
    sizes,
    Buffer.alloc(2),
    name,
    packed,
  ])
  const central = Buffer.concat([
    Buffer.from('PK\x01\x02'),
    Buffer.from([20, 0]),
    head,
    sizes,
    Buffer.alloc(16),
    name,
  ])
  const end = Buffer.alloc(18)
  end.writeUInt16LE(1, 4)
  end.writeUInt16LE(1, 6)
  end.writeUInt32LE(central.length, 8)
  end.writeUInt32LE(local.length, 12)
  return Uint8Array.from(Buffer.concat([local, central, Buffer.from('PK\x05\x06'), end]))
}
