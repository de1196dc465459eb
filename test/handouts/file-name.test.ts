import { expect } from 'chai'

import { attachmentOf, plainFileName } from '../../src/handouts/file-name.ts'

const aTitle = (vi: string) => ({ id: 'B5' as never, title: { vi } })

describe('the name of a file to take away', () => {
  it('has no marks, no spaces and no đ', () => {
    expect(plainFileName(aTitle('Quà lạ, đường liên kết lạ'), 'pptx')).to.equal(
      'B5-qua-la-duong-lien-ket-la.pptx',
    )
    expect(plainFileName(aTitle('“Đưa” – ai?'), 'pptx')).to.equal('B5-dua-ai.pptx')
  })

  // RFC 5987 §3.2.1: what is not an attr-char is percent-encoded.
  it('is told in Vietnamese as well', () => {
    expect(attachmentOf(aTitle('Thật, giả? (1)'), 'pptx')).to.equal(
      'attachment; filename="B5-that-gia-1.pptx"; ' +
        "filename*=UTF-8''B5%20Th%E1%BA%ADt%2C%20gi%E1%BA%A3%20%20%281%29.pptx",
    )
  })
})
