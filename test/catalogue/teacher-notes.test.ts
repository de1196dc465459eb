import { expect } from 'chai'

import {
  createCatalogue,
  followUpsOf,
  plainText,
  teacherNotesOf,
} from '../../src/catalogue/index.ts'
import { aModule } from '../support/a-module.ts'

const NOTES = `<h2>Mục tiêu</h2><p>Một.</p>
<h2>Chuẩn bị</h2><ul><li>Viết 111.</li></ul>
<h2>Thời gian</h2>
<table><thead><tr><th>Bước</th></tr></thead>
<tbody><tr><td>Mở đầu</td><td>3</td><td>Phát thẻ</td></tr><tr><td>1. Bẫy</td><td>5</td><td>Đọc <strong>s</strong>ố 0</td></tr></tbody></table>
<h3>Dưới cờ</h3><table><tbody><tr><td>Hô</td><td>9</td><td>To</td></tr></tbody></table>
<h2>Nên nói</h2><p>Hay.</p><h2>Nên tránh</h2><p>Doạ.</p><h2>Khi có em kể</h2><p>Nghe.</p><h2>Đáp án</h2><p>B.</p>`

describe('teacher notes', () => {
  it('are taken apart at their headings', () => {
    const notes = teacherNotesOf({ teacherNotes: NOTES })
    expect(notes).to.deep.equal({
      before: { title: 'Chuẩn bị', html: '<ul><li>Viết 111.</li></ul>' },
      plan: [
        { title: 'Mở đầu', minutes: 3, what: 'Phát thẻ' },
        { step: 1, title: '1. Bẫy', minutes: 5, what: 'Đọc số 0' },
      ],
      say: '<p>Hay.</p>',
      avoid: '<p>Doạ.</p>',
      told: { title: 'Khi có em kể', html: '<p>Nghe.</p>' },
      answers: '<p>B.</p>',
    })
  })

  it('are empty where nothing was written', () => {
    expect(teacherNotesOf({ teacherNotes: '' }).plan).to.deep.equal([])
    expect(teacherNotesOf({ teacherNotes: '' })).not.to.have.property('before')
  })

  it('plan minutes for each step of every module that we ship', async () => {
    const { list } = await createCatalogue({ folders: ['content'] })
    for (const module of list()) {
      const planned = teacherNotesOf(module).plan.flatMap(({ step }) => step ?? [])
      expect(planned, module.id).to.deep.equal(module.steps.map((_, index) => index + 1))
      expect(followUpsOf(module), module.id).to.have.length(2)
    }
  })

  it('find the follow-up by what its paragraph begins with', () => {
    const text = (html: string) => ({ type: 'text' as const, html })
    const blocks = [
      text('<p><strong>Ở lớp, 10 phút:</strong> vẽ.</p><p>Nghỉ 10 phút.</p>'),
      text('<p>Không phải <strong>10 phút</strong>.</p>'),
    ]
    const step = { slug: 'het', title: 'Hết', kind: 'summary' as const, pages: [{ blocks }] }
    const found = followUpsOf(aModule({ steps: [step] }))
    expect(found.map(plainText)).to.deep.equal(['Ở lớp, 10 phút: vẽ.'])
  })
})
